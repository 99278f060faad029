// What a program without any libc needs: types, system calls, and a few functions on bytes.
//
// There must be no libc of our own in this process: the thread pointer belongs to the bionic that is loaded.
#pragma once

typedef unsigned long u64;
typedef long i64;
typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;
#define NULL ((void *)0)

// Numbers of aarch64.
enum { OPENAT = 56, CLOSE = 57, READ = 63, WRITE = 64, PREAD = 67, EXIT_GROUP = 94, CLOCK_GETTIME = 113,
       GETPID = 172, GETTID = 178, MMAP = 222, MPROTECT = 226 };

i64 system_call(i64 number, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f);
#define CALL_6(number, a, b, c, d, e, f, ...) \
    system_call(number, (i64)(a), (i64)(b), (i64)(c), (i64)(d), (i64)(e), (i64)(f))
#define CALL(number, ...) CALL_6(number, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0)

void *memcpy(void *to, const void *from, u64 size);
void *memset(void *to, int byte, u64 size);
u64 strlen(const char *text);
int same(const char *one, const char *other);
const char *file_name(const char *path);

void put(const char *text);
void put_number(i64 number);
// Says why and ends the process.
void die(const char *why, const char *what) __attribute__((noreturn));
