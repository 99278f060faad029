// Runs a script under the glibc of Debian for arm64, where no bionic is at hand: the second best. It proves the code
// for the processor, the unwinder and the mapping with pages of 16 KiB, and nothing about bionic.
//
//     glibc <libdunlog.so> <script>
#define _GNU_SOURCE
#include "script.h"

extern void *dlsym(void *library, const char *name);
extern int *__errno_location(void);
extern int __xpg_strerror_r(int error, char *to, u64 size);
extern long sysconf(int name);

// What the two libraries do not have in common. Mutexes of glibc are larger than the room that bionic's headers leave
// for them, and one thread needs none.
static int nothing(void) { return 0; }
static int log_line(int priority, const char *tag, const char *text) {
    put("LOG ");
    put(text);
    put("\n");
    return 1;
}
static int log_to_buffer(int buffer, int priority, const char *tag, const char *text) {
    return log_line(priority, tag, text);
}
static long system_configuration(int name) {
    enum { BIONIC_PAGE_SIZE = 39, BIONIC_PAGE_SIZE_TOO = 40, GLIBC_PAGE_SIZE = 30 };
    return name == BIONIC_PAGE_SIZE || name == BIONIC_PAGE_SIZE_TOO ? sysconf(GLIBC_PAGE_SIZE) : -1;
}

static const struct {
    const char *name;
    void *function;
} DIFFERENT[] = {
    {"__errno", __errno_location},
    {"__android_log_write", log_line},
    {"__android_log_buf_write", log_to_buffer},
    {"__system_property_get", nothing},
    {"strerror_r", __xpg_strerror_r},
    {"sysconf", system_configuration},
    {"pthread_mutex_init", nothing},
    {"pthread_mutex_destroy", nothing},
    {"pthread_mutex_lock", nothing},
    {"pthread_mutex_trylock", nothing},
    {"pthread_mutex_unlock", nothing},
    {"pthread_mutexattr_init", nothing},
    {"pthread_mutexattr_settype", nothing},
    {"pthread_mutexattr_destroy", nothing},
};

static u64 in_glibc(const char *name) {
    for (u64 i = 0; i < sizeof DIFFERENT / sizeof *DIFFERENT; i++)
        if (same(DIFFERENT[i].name, name)) return (u64)DIFFERENT[i].function;
    return (u64)dlsym(NULL, name);
}

int main(int argc, char **argv) {
    if (argc != 3) die("usage: glibc <library> <script>", "");
    outside = in_glibc;
    Library *library = load(argv[1], "");
    relocate_all();
    initialise(argc, argv, NULL);
    run_script(library, argv[2]);
    return 0;
}
