import com.android.apksig.ApkVerifier;
import java.io.File;

/** Verifies the signature of an APK as phones do: {@code VerifyApk apk minSdk}. Ends with 1 when it does not hold. */
final class VerifyApk {
    private VerifyApk() {}

    public static void main(String[] args) throws Exception {
        var apk = new ApkVerifier.Builder(new File(args[0]));
        ApkVerifier.Result result = apk.setMinCheckedPlatformVersion(Integer.parseInt(args[1])).build().verify();
        result.getAllErrors().forEach(System.out::println);
        result.getWarnings().forEach(System.out::println);
        boolean holds = result.isVerified()
                && result.isVerifiedUsingV2Scheme()
                && result.isVerifiedUsingV3Scheme()
                && !result.containsErrors()
                && result.getWarnings().isEmpty();
        System.out.println(holds ? "verified" : "not verified");
        System.exit(holds ? 0 : 1);
    }
}
