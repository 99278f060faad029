import com.android.apksig.ApkSigner;
import com.android.apksig.KeyConfig;
import java.io.File;
import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Signs an APK that is aligned already: {@code SignApk unsigned signed keystore alias}. The password is in the
 * environment variable {@code DUNLOG_KEYSTORE_PASSWORD}, where other programs cannot read it from the command line.
 */
final class SignApk {
    private SignApk() {}

    public static void main(String[] args) throws Exception {
        char[] password = System.getenv("DUNLOG_KEYSTORE_PASSWORD").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream file = new FileInputStream(args[2])) {
            store.load(file, password);
        }
        String alias = args[3];
        if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
            throw new IllegalArgumentException("the keystore has no private key of that alias");
        }
        var certificate = (X509Certificate) store.getCertificate(alias);
        var signer = new ApkSigner.SignerConfig.Builder("DUNLOG", new KeyConfig.Jca(key), List.of(certificate)).build();
        // Version 1 is for Android 6 and older.
        new ApkSigner.Builder(List.of(signer))
                .setInputApk(new File(args[0]))
                .setOutputApk(new File(args[1]))
                .setV1SigningEnabled(false)
                .setV2SigningEnabled(true)
                .setV3SigningEnabled(true)
                .setAlignmentPreserved(true)
                .build()
                .sign();
    }
}
