// Checks what Dunlog writes with code that is not Dunlog's: the checkpoint and tree code of Go's own checksum database
// (golang.org/x/mod/sumdb/note and tlog) and the reference implementation of age. It knows docs/bundle-format.md and nothing
// of the Rust sources.
//
//	independent bundle FOLDER            an unpacked bundle: signatures, leaves, roots, earlier states
//	independent proof FILE KEY LEAF      a text of `dunlog prove`
//	independent open FILE KEYFILE OUT    a share, with the key file of the owner's log
//	independent backup FILE WORDS OUT    a backup, with its passphrase
package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"filippo.io/age"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println("NO:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "bundle":
		return bundle(args[1])
	case len(args) == 4 && args[0] == "proof":
		return proof(args[1], args[2], args[3])
	case len(args) == 4 && args[0] == "open":
		return open(args[1], args[2], args[3])
	case len(args) == 4 && args[0] == "backup":
		return backup(args[1], args[2], args[3])
	}
	return errors.New("usage: bundle FOLDER | proof FILE KEY LEAF | open FILE KEYFILE OUT | backup FILE WORDS OUT")
}

type group struct {
	Person      string
	Log         string
	VerifierKey string `json:"verifier_key"`
	Checkpoint  string
	Cover       [][3]json.RawMessage
	Earlier     []struct {
		Size  int64
		Root  string
		Proof []string
	}
}

type record struct {
	Group      int
	Seq        int64
	Kind       string
	Of         *int64
	RecordedMS int64 `json:"recorded_ms"`
	Leaf       string
	Fields     map[string]string
	Salt       string
	Salts      map[string]string
	Hidden     map[string]string
}

func bundle(folder string) error {
	if err := bag(folder); err != nil {
		return err
	}
	var proofs struct{ Groups []group }
	text, err := os.ReadFile(filepath.Join(folder, "data/proofs.json"))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &proofs); err != nil {
		return err
	}
	leaves, err := records(folder, proofs.Groups)
	if err != nil {
		return err
	}
	for number, g := range proofs.Groups {
		text, err := os.ReadFile(filepath.Join(folder, g.Checkpoint))
		if err != nil {
			return err
		}
		size, root, err := checkpoint(text, g.VerifierKey)
		if err != nil {
			return fmt.Errorf("group %d: %w", number, err)
		}
		rebuilt, err := rebuild(g, size, leaves[number])
		if err != nil {
			return fmt.Errorf("group %d: %w", number, err)
		}
		if rebuilt != root {
			return fmt.Errorf("group %d: the records do not make the signed root", number)
		}
		for _, e := range g.Earlier {
			if err := earlier(e.Size, e.Root, e.Proof, size, root); err != nil {
				return fmt.Errorf("group %d: %w", number, err)
			}
		}
		fmt.Printf("yes: %s: %d of %d entries, root %s, signed by %s\n", g.Person, len(leaves[number]), size, root, g.VerifierKey)
	}
	return nil
}

// bag compares every file with the lists, as sha256sum -c does.
func bag(folder string) error {
	for _, list := range []string{"manifest-sha256.txt", "tagmanifest-sha256.txt"} {
		text, err := os.ReadFile(filepath.Join(folder, list))
		if err != nil {
			return err
		}
		for _, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			parts := strings.SplitN(line, "  ", 2)
			if len(parts) != 2 {
				return fmt.Errorf("%s: %q", list, line)
			}
			content, err := os.ReadFile(filepath.Join(folder, parts[1]))
			if err != nil {
				return err
			}
			if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != parts[0] {
				return fmt.Errorf("%s is not what %s says", parts[1], list)
			}
		}
	}
	return nil
}

func checkpoint(text []byte, key string) (int64, tlog.Hash, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return 0, tlog.Hash{}, errors.New("not the three lines of a checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return size, root, err
}

// records reads every line, computes its leaf from its fields alone, and compares with the leaf that the line states.
func records(folder string, groups []group) (map[int]map[int64]tlog.Hash, error) {
	file, err := os.Open(filepath.Join(folder, "data/records.ndjson"))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	leaves := map[int]map[int64]tlog.Hash{}
	scanner := bufio.NewScanner(file)
	scanner.Buffer(nil, 64<<20)
	for scanner.Scan() {
		var r record
		if err := json.Unmarshal(scanner.Bytes(), &r); err != nil {
			return nil, err
		}
		if r.Group < 0 || r.Group >= len(groups) {
			return nil, errors.New("a record of no group")
		}
		canonical, err := canonical(groups[r.Group].Log, r)
		if err != nil {
			return nil, err
		}
		leaf := tlog.RecordHash([]byte(canonical))
		if hex.EncodeToString(leaf[:]) != r.Leaf {
			return nil, fmt.Errorf("record %d of group %d does not have the leaf it states", r.Seq, r.Group)
		}
		if leaves[r.Group] == nil {
			leaves[r.Group] = map[int64]tlog.Hash{}
		}
		if _, twice := leaves[r.Group][r.Seq]; twice {
			return nil, fmt.Errorf("record %d of group %d stands twice", r.Seq, r.Group)
		}
		leaves[r.Group][r.Seq] = leaf
	}
	return leaves, scanner.Err()
}

func canonical(log string, r record) (string, error) {
	of := "-"
	if r.Of != nil {
		of = strconv.FormatInt(*r.Of, 10)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "dunlog-entry/1\nlog %s\nseq %d\nkind %s\nof %s\nrecorded %d\n", log, r.Seq, r.Kind, of, r.RecordedMS)
	commitments := map[string]string{}
	for name, value := range r.Fields {
		salt, err := fieldSalt(r, name)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(append(salt, value...))
		commitments[name] = hex.EncodeToString(sum[:])
	}
	for name, commitment := range r.Hidden {
		commitments[name] = commitment
	}
	names := make([]string, 0, len(commitments))
	for name := range commitments {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Fprintf(&b, "field %s %s\n", name, commitments[name])
	}
	return b.String(), nil
}

// fieldSalt is the first half of SHA-256(salt of the entry, name), or what the line gives for this field alone.
func fieldSalt(r record, name string) ([]byte, error) {
	if r.Salt == "" {
		return hex.DecodeString(r.Salts[name])
	}
	salt, err := hex.DecodeString(r.Salt)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(salt, name...))
	return sum[:16], nil
}

// rebuild computes the root from the shown leaves and the hashes of everything else.
func rebuild(g group, size int64, leaves map[int64]tlog.Hash) (tlog.Hash, error) {
	nodes := map[[2]int64]tlog.Hash{}
	for _, c := range g.Cover {
		var at [2]int64
		var text string
		if json.Unmarshal(c[0], &at[0]) != nil || json.Unmarshal(c[1], &at[1]) != nil || json.Unmarshal(c[2], &text) != nil {
			return tlog.Hash{}, errors.New("cover")
		}
		hash, err := parseHex(text)
		if err != nil {
			return tlog.Hash{}, err
		}
		nodes[at] = hash
	}
	used := 0
	var span func(start, end int64) (tlog.Hash, error)
	span = func(start, end int64) (tlog.Hash, error) {
		length := end - start
		if length&(length-1) == 0 {
			level := int64(0)
			for 1<<level < length {
				level++
			}
			if hash, ok := nodes[[2]int64{level, start >> level}]; ok {
				used++
				return hash, nil
			}
		}
		if length == 1 {
			leaf, ok := leaves[start]
			if !ok {
				return tlog.Hash{}, fmt.Errorf("entry %d is neither shown nor covered", start)
			}
			used++
			return leaf, nil
		}
		half := int64(1)
		for half*2 < length {
			half *= 2
		}
		left, err := span(start, start+half)
		if err != nil {
			return tlog.Hash{}, err
		}
		right, err := span(start+half, end)
		return tlog.NodeHash(left, right), err
	}
	if size == 0 {
		return tlog.Hash(sha256.Sum256(nil)), nil
	}
	root, err := span(0, size)
	if err == nil && used != len(nodes)+len(leaves) {
		err = errors.New("more records or hashes than the log has")
	}
	return root, err
}

func earlier(size int64, root string, hashes []string, now int64, nowRoot tlog.Hash) error {
	old, err := parseHex(root)
	if err != nil {
		return err
	}
	var proof tlog.TreeProof
	for _, text := range hashes {
		hash, err := parseHex(text)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	return tlog.CheckTree(proof, now, nowRoot, size, old)
}

func parseHex(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	bytes, err := hex.DecodeString(text)
	if err == nil && copy(hash[:], bytes) != len(hash) {
		err = errors.New("a hash of another length")
	}
	return hash, err
}

// proof reads a tlog-proof: a first line, the index, the hashes, an empty line, the checkpoint.
func proof(file, key, leaf string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	head, signed, ok := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	var path tlog.RecordProof
	for _, line := range lines[2:] {
		bytes, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			return err
		}
		var hash tlog.Hash
		copy(hash[:], bytes)
		path = append(path, hash)
	}
	if !strings.HasSuffix(signed, "\n") {
		signed += "\n"
	}
	size, root, err := checkpoint([]byte(signed), key)
	if err != nil {
		return err
	}
	hash, err := parseHex(leaf)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(path, size, root, index, hash); err != nil {
		return err
	}
	fmt.Printf("yes: entry %d stands in the log of %d entries\n", index, size)
	return nil
}

func open(file, keyFile, out string) error {
	text, err := os.ReadFile(keyFile)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "open ") {
			continue
		}
		seed, err := hex.DecodeString(strings.TrimPrefix(line, "open "))
		if err != nil {
			return err
		}
		identity, err := age.ParseX25519Identity(secretKey(seed))
		if err != nil {
			return err
		}
		return decrypt(file, out, identity)
	}
	return errors.New("no key to open with")
}

func backup(file, words, out string) error {
	identity, err := age.NewScryptIdentity(words)
	if err != nil {
		return err
	}
	return decrypt(file, out, identity)
}

func decrypt(file, out string, identity age.Identity) error {
	sealed, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	plain, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		return err
	}
	content, err := io.ReadAll(plain)
	if err != nil {
		return err
	}
	fmt.Printf("yes: %d bytes\n", len(content))
	return os.WriteFile(out, content, 0o600)
}

// secretKey writes 32 bytes as AGE-SECRET-KEY-1… (bech32, BIP 173), the only form that the library takes.
func secretKey(seed []byte) string {
	const prefix, letters = "age-secret-key-", "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	var data []byte
	acc, bits := 0, 0
	for _, b := range seed {
		acc, bits = acc<<8|int(b), bits+8
		for bits >= 5 {
			bits -= 5
			data = append(data, byte(acc>>bits&31))
		}
	}
	if bits > 0 {
		data = append(data, byte(acc<<(5-bits)&31))
	}
	var values []byte
	for _, c := range prefix {
		values = append(values, byte(c>>5))
	}
	values = append(values, 0)
	for _, c := range prefix {
		values = append(values, byte(c&31))
	}
	values = append(append(values, data...), 0, 0, 0, 0, 0, 0)
	check := polymod(values) ^ 1
	for i := 0; i < 6; i++ {
		data = append(data, byte(check>>(5*(5-i))&31))
	}
	text := prefix + "1"
	for _, d := range data {
		text += string(letters[d])
	}
	return strings.ToUpper(text)
}

func polymod(values []byte) int {
	generator := []int{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}
	check := 1
	for _, value := range values {
		top := check >> 25
		check = check&0x1ffffff<<5 ^ int(value)
		for i, g := range generator {
			if top>>i&1 == 1 {
				check ^= g
			}
		}
	}
	return check
}
