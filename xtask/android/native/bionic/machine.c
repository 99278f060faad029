#include "machine.h"

enum { GET_VERSION = 4, EXCEPTION_OCCURRED = 15, EXCEPTION_CLEAR = 17, DELETE_GLOBAL = 22, DELETE_LOCAL = 23,
       GET_ARRAY_LENGTH = 171, NEW_BYTE_ARRAY = 176, GET_BYTES = 200, SET_BYTES = 208, GET_JAVA_VM = 219,
       EXCEPTION_CHECK = 228, FUNCTIONS = 240 };

static u64 functions[FUNCTIONS], machine_functions[8];
static u64 *environment = functions, *machine = machine_functions;
static u8 *heap;
static u64 used;

Array *new_array(const void *bytes, u64 length) {
    enum { HEAP = 64 << 20 };
    if (!heap) heap = (u8 *)CALL(222, 0, HEAP, 3, 0x22, -1, 0);
    u64 size = (sizeof(Array) + length + 16) & ~15UL, at = __atomic_fetch_add(&used, size, 5);
    if (at + size > HEAP) die("heap full", "");
    Array *array = (Array *)(heap + at);
    array->length = (int)length;
    array->lies = 0;
    if (bytes) memcpy(array->bytes, bytes, length);
    return array;
}

static int version(void *env) { return 0x10006; }
static void *no_exception(void *env) { return NULL; }
static u8 no_exception_pending(void *env) { return 0; }
static void nothing(void *env) {}
static void forget(void *env, void *object) {}
static Array *new_bytes(void *env, int length) { return new_array(NULL, (u64)length); }

static int array_length(void *env, Array *array) {
    int length = array->length;
    if (array->lies) array->length = array->lies;
    return length;
}

static void get_bytes(void *env, Array *array, int start, int length, void *to) {
    memcpy(to, array->bytes + start, (u64)length);
}

static void set_bytes(void *env, Array *array, int start, int length, void *from) {
    memcpy(array->bytes + start, from, (u64)length);
}

static int get_machine(void *env, void **to) {
    *to = &machine;
    return 0;
}

static int get_environment(void *vm, void **to, int wanted) {
    *to = &environment;
    return 0;
}

// Every function that is not there names its number and ends the process.
__attribute__((used)) void absent(u64 number) {
    put("slot ");
    put_number((i64)number);
    put("\n");
    die("this machine lacks a function of JNI", "");
}
__asm__(".text\nstubs:\n.set i,0\n.rept 240\nmov x0,#i\nb absent\n.set i,i+1\n.endr\n");
extern u8 stubs[];

void *machine_environment(void) {
    for (u64 i = 0; i < FUNCTIONS; i++) functions[i] = (u64)(stubs + i * 8);
    functions[GET_VERSION] = (u64)version;
    functions[EXCEPTION_OCCURRED] = (u64)no_exception;
    functions[EXCEPTION_CLEAR] = (u64)nothing;
    functions[EXCEPTION_CHECK] = (u64)no_exception_pending;
    functions[DELETE_GLOBAL] = functions[DELETE_LOCAL] = (u64)forget;
    functions[GET_ARRAY_LENGTH] = (u64)array_length;
    functions[NEW_BYTE_ARRAY] = (u64)new_bytes;
    functions[GET_BYTES] = (u64)get_bytes;
    functions[SET_BYTES] = (u64)set_bytes;
    functions[GET_JAVA_VM] = (u64)get_machine;
    for (int i = 3; i < 8; i++) machine_functions[i] = (u64)get_environment;
    return &environment;
}
