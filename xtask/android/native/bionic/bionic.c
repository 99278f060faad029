// Runs a script under the bionic libc of Android 6: a static program without a libc of its own.
//
//     bionic <folder of libc.so, libm.so, libdl.so, liblog.so> <libdunlog.so> <script>
#include "script.h"

// bionic of API 23 keeps in slot 0 the slots themselves, in 1 its thread, in 3 what the kernel gave the program.
static void start_thread(int argc, char **argv, char **environment, u64 *auxiliary) {
    static u64 slots[64] __attribute__((aligned(64))), thread[1024], given[6];
    static void *abort_message;
    ((u32 *)thread)[4] = (u32)CALL(GETTID);
    ((u32 *)thread)[5] = (u32)CALL(GETPID);
    given[0] = (u64)argc;
    given[1] = (u64)argv;
    given[2] = (u64)environment;
    given[3] = (u64)auxiliary;
    given[4] = (u64)&abort_message;
    slots[0] = (u64)slots;
    slots[1] = (u64)thread;
    slots[3] = (u64)given;
    __asm__ volatile("msr tpidr_el0, %0" ::"r"(slots));
}

__attribute__((used)) void begin(u64 *stack) {
    int argc = (int)stack[0];
    char **argv = (char **)(stack + 1), **environment = argv + argc + 1, **end = environment;
    while (*end) end++;
    if (argc != 4) die("usage: bionic <system folder> <library> <script>", "");
    Library *library = load(argv[2], argv[1]);
    relocate_all();
    start_thread(argc, argv, environment, (u64 *)(end + 1));
    initialise(argc, argv, environment);
    run_script(library, argv[3]);
    CALL(EXIT_GROUP, 0);
}
__asm__(".globl _start\n_start:\nmov x29,#0\nmov x30,#0\nmov x0,sp\nbl begin\n");
