#include "script.h"
#include "machine.h"

#define NATIVE(name) native(library, "Java_org_dunlog_core_nativelib_NativeCore_" name)

static void *native(Library *library, const char *name) {
    u64 address = find_in(library, name);
    if (!address) die("no such native:", name);
    return (void *)address;
}

static char *read_script(const char *path) {
    static char script[1 << 20];
    i64 file = CALL(OPENAT, -100, path, 0);
    i64 length = CALL(READ, file, script, sizeof script - 1);
    if (file < 0 || length < 0) die("no such script:", path);
    script[length] = 0;
    return script;
}

// Ends the word at `until` and returns what follows it.
static char *cut(char *text, char until) {
    while (*text && *text != until) text++;
    if (*text) *text++ = 0;
    return text;
}

static void print_array(Array *array) {
    if (!array) die("null came back", "");
    CALL(WRITE, 1, array->bytes, array->length);
    put("\n");
}

void run_script(Library *library, const char *path) {
    void *env = machine_environment();
    char *script = read_script(path);
    int (*abi_version)(void *, void *) = NATIVE("abiVersion");
    i64 (*open)(void *, void *, Array *) = NATIVE("open");
    Array *(*call)(void *, void *, i64, Array *, Array *) = NATIVE("call");
    void (*close)(void *, void *, i64) = NATIVE("close");
    i64 handle = 0;
    while (*script) {
        char *word = script, *rest;
        script = cut(script, '\n');
        rest = cut(word, ' ');
        if (same(word, "abi")) {
            put_number(abi_version(env, NULL));
            put("\n");
        } else if (same(word, "open")) {
            handle = open(env, NULL, new_array(rest, strlen(rest)));
            put("open\n");
        } else if (same(word, "close")) {
            close(env, NULL, handle);
            put("close\n");
        } else if (same(word, "call") || same(word, "lie")) {
            char *op = rest, *request = cut(rest, ' ');
            Array *array = new_array(request, strlen(request));
            array->lies = same(word, "lie") ? -1 : 0;
            print_array(call(env, NULL, handle, new_array(op, strlen(op)), array));
        } else {
            die("unknown word", word);
        }
    }
}
