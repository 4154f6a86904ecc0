#define _GNU_SOURCE
#include "CPoll.h"

int cpoll_accept(int descriptor, struct sockaddr_storage *peer) {
    socklen_t length = sizeof *peer;
    return accept4(descriptor, (struct sockaddr *)peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int cpoll_error_text(int error, char *text, size_t length) {
    const char *found = strerrordesc_np(error);
    if (!found) return -1;
    strncpy(text, found, length - 1);
    return 0;
}
