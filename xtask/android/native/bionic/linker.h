// Loads shared libraries as a phone with pages of 16 KiB would.
#pragma once
#include "bare.h"

typedef struct {
    u32 type, flags;
    u64 offset, address, physical, file_size, memory_size, alignment;
} Segment;

typedef struct {
    u32 name;
    u8 info, other;
    u16 section;
    u64 value, size;
} Symbol;

typedef struct {
    u64 base;
    char path[512];
    Segment *segments;
    u16 segment_count;
    u64 *dynamic;
    Symbol *symbols;
    const char *names;
    u32 *hash;
    u64 page; // what it is mapped with
} Library;

// Where names are looked for that no loaded library has. When it is set, the libraries that a library needs are not
// loaded: their names come from there.
extern u64 (*outside)(const char *name);

// Loads a library and everything that it needs from a folder; ends the process when a name is missing.
Library *load(const char *path, const char *system_folder);
// Puts the addresses of names into all loaded libraries.
void relocate_all(void);
// Runs what the loaded libraries want to be run first.
void initialise(int argc, char **argv, char **environment);
// The address of a name in one library; 0 when it has none.
u64 find_in(Library *library, const char *name);
