#include "bare.h"

i64 system_call(i64 number, i64 a, i64 b, i64 c, i64 d, i64 e, i64 f) {
    register i64 x8 __asm__("x8") = number, x0 __asm__("x0") = a, x1 __asm__("x1") = b;
    register i64 x2 __asm__("x2") = c, x3 __asm__("x3") = d, x4 __asm__("x4") = e, x5 __asm__("x5") = f;
    __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5) : "memory");
    return x0;
}

#ifndef HOSTED
void *memcpy(void *to, const void *from, u64 size) {
    u8 *target = to;
    const u8 *source = from;
    while (size--) *target++ = *source++;
    return to;
}

void *memset(void *to, int byte, u64 size) {
    u8 *target = to;
    while (size--) *target++ = (u8)byte;
    return to;
}

u64 strlen(const char *text) {
    u64 length = 0;
    while (text[length]) length++;
    return length;
}
#endif

int same(const char *one, const char *other) {
    while (*one && *one == *other) one++, other++;
    return *one == *other;
}

const char *file_name(const char *path) {
    const char *name = path;
    for (; *path; path++)
        if (*path == '/') name = path + 1;
    return name;
}

void put(const char *text) { CALL(WRITE, 1, text, strlen(text)); }

void put_number(i64 number) {
    char text[24];
    int at = sizeof text - 1, negative = number < 0;
    text[at] = 0;
    if (negative) number = -number;
    do text[--at] = (char)('0' + number % 10);
    while (number /= 10);
    if (negative) text[--at] = '-';
    put(text + at);
}

void die(const char *why, const char *what) {
    put("FATAL ");
    put(why);
    put(" ");
    put(what);
    put("\n");
    for (;;) CALL(EXIT_GROUP, 1);
}
