#include "linker.h"

enum { LOAD = 1, DYNAMIC = 2, PROGRAM_HEADERS = 6, RELRO = 0x6474e552 };
enum { NEEDED = 1, PLT_SIZE = 2, STRINGS = 5, SYMBOLS = 6, RELA = 7, RELA_SIZE = 8, PLT = 23, INIT_ARRAY = 25,
       INIT_ARRAY_SIZE = 27, GNU_HASH = 0x6ffffef5, PACKED = 0x60000011, PACKED_SIZE = 0x60000012 };
enum { ABSOLUTE = 257, GLOBAL_DATA = 1025, JUMP_SLOT = 1026, RELATIVE = 1027 };
enum { PROT_READ = 1, PROT_WRITE = 2, PROT_EXEC = 4, MAP_PRIVATE = 2, MAP_FIXED = 16, MAP_ANONYMOUS = 32 };

typedef struct {
    u8 ident[16];
    u16 type, machine;
    u32 version;
    u64 entry, segments, sections;
    u32 flags;
    u16 header_size, segment_size, segment_count, a, b, c;
} Header;

typedef struct {
    u64 offset, info;
    i64 addend;
} Relocation;

static Library libraries[16];
static int count;
static int missing;
u64 (*outside)(const char *name);

static u64 value(Library *library, u64 tag) {
    for (u64 *entry = library->dynamic; entry[0]; entry += 2)
        if (entry[0] == tag) return entry[1];
    return 0;
}

u64 find_in(Library *library, const char *name) {
    u32 hash = 5381;
    for (const u8 *c = (const u8 *)name; *c; c++) hash = hash * 33 + *c;
    u32 buckets = library->hash[0], first = library->hash[1], bloom = library->hash[2];
    u32 *bucket = library->hash + 4 + bloom * 2, *chain = bucket + buckets;
    u32 index = bucket[hash % buckets];
    if (!index) return 0;
    for (;; index++) {
        u32 entry = chain[index - first];
        Symbol *symbol = library->symbols + index;
        if ((entry | 1) == (hash | 1) && symbol->section && same(library->names + symbol->name, name))
            return library->base + symbol->value;
        if (entry & 1) return 0;
    }
}

// ---- what the system's own linker offers to libraries

typedef struct {
    u64 base;
    const char *name;
    const Segment *segments;
    u16 count;
    u64 added, removed, tls_module, tls_data;
} Information;

static u64 find(const char *name);

// The unwinder walks the libraries through this.
static int iterate(int (*each)(Information *, u64, void *), void *data) {
    int result = 0;
    for (int i = 0; i < count && !result; i++) {
        Information information = {libraries[i].base, libraries[i].path, libraries[i].segments,
                                   libraries[i].segment_count, 1, 0, 0, 0};
        result = each(&information, sizeof information, data);
    }
    return result;
}

static void *open_library(const char *name, int flags) {
    if (!name) return (void *)1;
    for (int i = 0; i < count; i++)
        if (same(file_name(libraries[i].path), file_name(name))) return &libraries[i];
    return NULL;
}

static void *find_symbol(void *library, const char *name) { return (void *)find(name); }
static int nothing(void) { return 0; }
static const char *last_error(void) { return "not found"; }

static void *own(const char *name) {
    if (same(name, "dl_iterate_phdr")) return iterate;
    if (same(name, "dlopen")) return open_library;
    if (same(name, "dlsym")) return find_symbol;
    if (same(name, "dlclose") || same(name, "dladdr")) return nothing;
    if (same(name, "dlerror")) return last_error;
    return NULL;
}

static u64 find(const char *name) {
    u64 address = (u64)own(name);
    for (int i = 0; !address && i < count; i++) address = find_in(&libraries[i], name);
    return !address && outside ? outside(name) : address;
}

// ---- mapping

static Library *loaded(const char *name) {
    for (int i = 0; i < count; i++)
        if (same(file_name(libraries[i].path), file_name(name))) return &libraries[i];
    return NULL;
}

static void name_library(Library *library, const char *name, const char *folder) {
    int is_path = file_name(name) != name;
    u64 length = is_path ? 0 : strlen(folder);
    if (length + strlen(name) + 2 > sizeof library->path) die("path too long", name);
    memcpy(library->path, folder, length);
    if (!is_path) library->path[length++] = '/';
    memcpy(library->path + length, name, strlen(name) + 1);
}

static void map_segment(Library *library, Segment *segment, i64 file) {
    u64 mask = library->page - 1, start = segment->address & ~mask, before = segment->address & mask;
    if ((segment->address ^ segment->offset) & mask) die("cannot be mapped with this page size:", library->path);
    int protection = PROT_READ | PROT_WRITE | (segment->flags & 1 ? PROT_EXEC : 0);
    i64 mapped = CALL(MMAP, library->base + start, segment->file_size + before, protection, MAP_PRIVATE | MAP_FIXED,
                      file, segment->offset - before);
    if (mapped < 0) die("cannot be mapped:", library->path);
    u64 end = library->base + segment->address + segment->file_size, end_of_page = (end + 4095) & ~4095UL;
    u64 end_of_memory = (library->base + segment->address + segment->memory_size + mask) & ~mask;
    if (segment->flags & 2) memset((void *)end, 0, end_of_page - end);
    if (end_of_memory > end_of_page)
        CALL(MMAP, end_of_page, end_of_memory - end_of_page, protection, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
}

Library *load(const char *name, const char *folder) {
    static u8 head[4096];
    Library *library = loaded(name);
    if (library) return library;
    library = &libraries[count++];
    // The library under test gets the large pages of new phones; the old system libraries know only small ones.
    library->page = count == 1 ? 16384 : 4096;
    name_library(library, name, folder);
    i64 file = CALL(OPENAT, -100, library->path, 0);
    if (file < 0) die("no such library:", library->path);
    CALL(PREAD, file, head, sizeof head, 0);
    Header *header = (Header *)head;
    Segment *segments = (Segment *)(head + header->segments);
    u64 size = 0;
    for (int i = 0; i < header->segment_count; i++)
        if (segments[i].type == LOAD && segments[i].address + segments[i].memory_size > size)
            size = segments[i].address + segments[i].memory_size;
    u64 reserved = CALL(MMAP, 0, size + 0x20000, 0, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    library->base = (reserved + 0xffff) & ~0xffffUL;
    library->segment_count = header->segment_count;
    for (int i = 0; i < header->segment_count; i++) {
        Segment *segment = &segments[i];
        if (segment->type == DYNAMIC) library->dynamic = (u64 *)(library->base + segment->address);
        if (segment->type == LOAD) map_segment(library, segment, file);
        if (segment->type == LOAD && segment->offset <= header->segments &&
            header->segments < segment->offset + segment->file_size)
            library->segments = (Segment *)(library->base + segment->address - segment->offset + header->segments);
    }
    CALL(CLOSE, file);
    library->symbols = (Symbol *)(library->base + value(library, SYMBOLS));
    library->names = (const char *)(library->base + value(library, STRINGS));
    if (!value(library, GNU_HASH)) die("has no GNU hash:", library->path);
    library->hash = (u32 *)(library->base + value(library, GNU_HASH));
    for (u64 *entry = library->dynamic; entry[0]; entry += 2)
        if (entry[0] == NEEDED && !outside) load(library->names + entry[1], folder);
    return library;
}

// ---- relocating

static void apply(Library *library, u64 offset, u64 info, i64 addend) {
    u64 *place = (u64 *)(library->base + offset);
    u32 type = (u32)info;
    if (type == RELATIVE) {
        *place = library->base + addend;
        return;
    }
    Symbol *symbol = library->symbols + (info >> 32);
    const char *name = library->names + symbol->name;
    u64 address = find(name);
    if (!address && symbol->section) address = library->base + symbol->value;
    int weak = symbol->info >> 4 == 2;
    if (!address && !weak) {
        missing++;
        put("MISSING ");
        put(name);
        put(" in ");
        put(library->path);
        put("\n");
    }
    if (type != ABSOLUTE && type != GLOBAL_DATA && type != JUMP_SLOT) die("unknown relocation in", library->path);
    *place = address ? address + addend : 0;
}

static void apply_table(Library *library, u64 table, u64 bytes) {
    Relocation *relocation = (Relocation *)(library->base + table);
    for (u64 left = bytes / sizeof *relocation; left; left--, relocation++)
        apply(library, relocation->offset, relocation->info, relocation->addend);
}

static i64 next_number(const u8 **at) {
    i64 number = 0;
    int shift = 0;
    u8 byte;
    do {
        byte = *(*at)++;
        number |= (i64)(byte & 127) << shift;
        shift += 7;
    } while (byte & 128);
    return shift < 64 && (byte & 64) ? number | -(1L << shift) : number;
}

// Android's packed form ("APS2"): numbers of variable length, in groups that share what is equal.
static void apply_packed(Library *library, u64 table) {
    enum { BY_INFO = 1, BY_DELTA = 2, BY_ADDEND = 4, HAS_ADDEND = 8 };
    const u8 *at = (const u8 *)(library->base + table);
    if (at[0] != 'A' || at[1] != 'P' || at[2] != 'S' || at[3] != '2') die("unknown packing in", library->path);
    at += 4;
    i64 left = next_number(&at), addend = 0;
    u64 offset = (u64)next_number(&at), info = 0, delta = 0;
    while (left > 0) {
        i64 size = next_number(&at), flags = next_number(&at);
        if (flags & BY_DELTA) delta = (u64)next_number(&at);
        if (flags & BY_INFO) info = (u64)next_number(&at);
        if (!(flags & HAS_ADDEND)) addend = 0;
        else if (flags & BY_ADDEND) addend += next_number(&at);
        for (i64 i = 0; i < size; i++) {
            offset += flags & BY_DELTA ? delta : (u64)next_number(&at);
            if (!(flags & BY_INFO)) info = (u64)next_number(&at);
            if ((flags & HAS_ADDEND) && !(flags & BY_ADDEND)) addend += next_number(&at);
            apply(library, offset, info, addend);
        }
        left -= size;
    }
}

static void protect(Library *library, Segment *segment, int protection) {
    u64 mask = library->page - 1, start = (library->base + segment->address) & ~mask;
    u64 end = (library->base + segment->address + segment->memory_size + mask) & ~mask;
    CALL(MPROTECT, start, end - start, protection);
}

static void relocate(Library *library) {
    if (value(library, PACKED)) apply_packed(library, value(library, PACKED));
    if (value(library, RELA)) apply_table(library, value(library, RELA), value(library, RELA_SIZE));
    if (value(library, PLT)) apply_table(library, value(library, PLT), value(library, PLT_SIZE));
    for (int i = 0; i < library->segment_count; i++) {
        Segment *segment = &library->segments[i];
        int protection = (segment->flags & 4 ? PROT_READ : 0) | (segment->flags & 2 ? PROT_WRITE : 0) |
                         (segment->flags & 1 ? PROT_EXEC : 0);
        if (segment->type == LOAD) protect(library, segment, protection);
    }
    for (int i = 0; i < library->segment_count; i++)
        if (library->segments[i].type == RELRO) protect(library, &library->segments[i], PROT_READ);
}

static void run_first(Library *library, int argc, char **argv, char **environment) {
    u64 *function = (u64 *)(library->base + value(library, INIT_ARRAY));
    for (u64 left = value(library, INIT_ARRAY_SIZE) / 8; left; left--, function++)
        if (*function && *function != ~0UL) ((void (*)(int, char **, char **))*function)(argc, argv, environment);
}

void relocate_all(void) {
    for (int i = 0; i < count; i++) relocate(&libraries[i]);
    if (missing) die("names are missing", "");
}

void initialise(int argc, char **argv, char **environment) {
    // libc comes before everything that uses it, then the others, what is needed before who needs it.
    for (int i = 0; i < count; i++)
        if (same(file_name(libraries[i].path), "libc.so")) run_first(&libraries[i], argc, argv, environment);
    for (int i = count - 1; i >= 0; i--)
        if (!same(file_name(libraries[i].path), "libc.so")) run_first(&libraries[i], argc, argv, environment);
}
