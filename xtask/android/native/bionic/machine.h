// As much of a Java virtual machine as the natives ask for: byte arrays, and an exception that may be pending.
#pragma once
#include "bare.h"

typedef struct {
    int length, lies; // a lie is the length that is told from the second time on
    u8 bytes[];
} Array;

// What natives get as their first argument.
void *machine_environment(void);
Array *new_array(const void *bytes, u64 length);
