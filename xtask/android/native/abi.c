// The hand-written headers against bionic of 64 bits: a structure of another size or order would be read wrongly
// and would compile all the same.
#include <fcntl.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

#define IS(what, value) _Static_assert((what) == (value), #what)

#if defined(__aarch64__)
IS(sizeof(struct stat), 128);
IS(offsetof(struct stat, st_mode), 16);
IS(offsetof(struct stat, st_size), 48);
IS(offsetof(struct stat, st_mtim), 88);
#elif defined(__x86_64__)
IS(sizeof(struct stat), 144);
IS(offsetof(struct stat, st_mode), 24);
IS(offsetof(struct stat, st_size), 48);
IS(offsetof(struct stat, st_mtim), 88);
#endif
IS(sizeof(struct flock), 32);
IS(offsetof(struct flock, l_start), 8);
IS(sizeof(pthread_mutex_t), 40);
IS(sizeof(pthread_attr_t), 56);
IS(sizeof(struct tm), 56);
IS(offsetof(struct tm, tm_zone), 48);
IS(sizeof(off_t), 8);
IS(sizeof(time_t), 8);
