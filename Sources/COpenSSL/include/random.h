#pragma once
#include <errno.h>
#include <stddef.h>
#ifdef __APPLE__
#include <stdlib.h>
#else
#include <sys/random.h>
#endif

// Fills the buffer from the kernel; 0 when the kernel can not (no system call of that name).
static inline int random_fill(void *bytes, size_t count) {
#ifdef __APPLE__
    arc4random_buf(bytes, count);
    return 1;
#else
    char *next = (char *)bytes;
    while (count > 0) {
        ssize_t got = getrandom(next, count, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return 0;
        next += got;
        count -= (size_t)got;
    }
    return 1;
#endif
}
