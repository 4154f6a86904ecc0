#pragma once
// Interfaces of Linux that Swift's Glibc module lacks or types badly.
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <grp.h>
#include <pthread.h>
#include <pwd.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static inline int cpoll_can_read(uint32_t events) {
    return (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
}
static inline int cpoll_can_write(uint32_t events) { return (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0; }
static inline int cpoll_is_hangup(uint32_t events) { return (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0; }

struct cpoll_event {
    uint64_t key;
    uint32_t events;
};

static inline int cpoll_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

// Reports each change of readiness once (edge-triggered).
static inline int cpoll_add_edges(int poll, int descriptor, uint64_t key) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data = {.u64 = key}};
    return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

// Reports as long as there is something to read; of several polls that share the descriptor one is woken.
static inline int cpoll_add_shared(int poll, int descriptor, uint64_t key) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data = {.u64 = key}};
    return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
}

static inline int cpoll_remove(int poll, int descriptor) { return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, 0); }

static inline int cpoll_wait(int poll, struct cpoll_event *events, int count, int milliseconds) {
    struct epoll_event buffer[128];
    int found = epoll_wait(poll, buffer, count < 128 ? count : 128, milliseconds);
    for (int i = 0; i < found; i++) {
        events[i].key = buffer[i].data.u64;
        events[i].events = buffer[i].events;
    }
    return found;
}

static inline int cpoll_wake_create(int blocking) { return eventfd(0, EFD_CLOEXEC | (blocking ? EFD_SEMAPHORE : EFD_NONBLOCK)); }

static inline void cpoll_wake(int descriptor) {
    uint64_t one = 1;
    while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {}
}

static inline void cpoll_wake_wait(int descriptor) {
    uint64_t value;
    while (read(descriptor, &value, sizeof value) < 0 && errno == EINTR) {}
}

static inline uintptr_t cpoll_thread(void) { return (uintptr_t)pthread_self(); }

// A joinable thread with a stack of `stack` bytes; 0 or an error number.
static inline int cpoll_thread_start(uintptr_t *thread, size_t stack, void *(*run)(void *), void *argument) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack);
    pthread_t started = 0;
    int error = pthread_create(&started, &attributes, run, argument);
    pthread_attr_destroy(&attributes);
    *thread = (uintptr_t)started;
    return error;
}

static inline void cpoll_thread_join(uintptr_t thread) { pthread_join((pthread_t)thread, 0); }

static inline int cpoll_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

// Accepts a connection on a descriptor that does not block.
int cpoll_accept(int descriptor, struct sockaddr_storage *peer);

static inline int cpoll_set(int descriptor, int level, int option, int value) {
    return setsockopt(descriptor, level, option, &value, sizeof value);
}

static inline int cpoll_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 0); }
static inline int cpoll_no_delay(int descriptor) { return cpoll_set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1); }
static inline int cpoll_reuse_address(int descriptor) { return cpoll_set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1); }
static inline int cpoll_reuse_port(int descriptor) { return cpoll_set(descriptor, SOL_SOCKET, SO_REUSEPORT, 1); }
static inline int cpoll_only_v6(int descriptor, int on) { return cpoll_set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, on); }

static inline int cpoll_socket_error(int descriptor) {
    int value = 0;
    socklen_t length = sizeof value;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &value, &length) < 0) return errno;
    return value;
}

static inline ssize_t cpoll_receive(int descriptor, void *bytes, size_t count) {
    ssize_t done;
    do { done = recv(descriptor, bytes, count, 0); } while (done < 0 && errno == EINTR);
    return done;
}

static inline ssize_t cpoll_send(int descriptor, const void *bytes, size_t count) {
    ssize_t done;
    do { done = send(descriptor, bytes, count, MSG_NOSIGNAL); } while (done < 0 && errno == EINTR);
    return done;
}

// The text of an error number; 0 when there is one.
int cpoll_error_text(int error, char *text, size_t length);

static inline int cpoll_shutdown_write(int descriptor) { return shutdown(descriptor, SHUT_WR); }

// Closes with a reset instead of an orderly end.
static inline void cpoll_close_reset(int descriptor) {
    struct linger linger = {.l_onoff = 1, .l_linger = 0};
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(descriptor);
}

// Nanoseconds of a clock that never jumps.
static inline uint64_t cpoll_monotonic(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// Seconds since 1970.
static inline int64_t cpoll_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

// Lets the other threads of the process run first where there are too few cores.
static inline void cpoll_lower_thread_priority(void) {
#ifdef __linux__
    // Linux takes 0 for the calling thread, not for the process. A little is enough: a key must be there within the time
    // that an answer may take, on a busy machine too.
    setpriority(PRIO_PROCESS, 0, 2);
#endif
}

// Lets the process have as many descriptors as it may.
static inline void cpoll_raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// An address with its length, as the socket calls take it.
struct cpoll_address {
    struct sockaddr_storage storage;
    socklen_t length;
};

static inline int cpoll_bind(int descriptor, const struct cpoll_address *address) {
    return bind(descriptor, (const struct sockaddr *)&address->storage, address->length);
}

static inline int cpoll_connect(int descriptor, const struct cpoll_address *address) {
    return connect(descriptor, (const struct sockaddr *)&address->storage, address->length);
}

static inline int cpoll_listen(int descriptor) { return listen(descriptor, 4096); }
static inline void cpoll_close(int descriptor) { close(descriptor); }

static inline int cpoll_bound_port(int descriptor) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(descriptor, (struct sockaddr *)&address, &length) < 0) return -1;
    if (address.ss_family == AF_INET) return ntohs(((struct sockaddr_in *)&address)->sin_port);
    if (address.ss_family == AF_INET6) return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
    return 0;
}

// The address of a socket file; -1 when the path is too long.
static inline int cpoll_unix_address(struct cpoll_address *address, const char *path) {
    struct sockaddr_un *name = (struct sockaddr_un *)&address->storage;
    memset(address, 0, sizeof *address);
    if (strlen(path) >= sizeof name->sun_path) return -1;
    name->sun_family = AF_UNIX;
    strcpy(name->sun_path, path);
    address->length = sizeof *name;
    return 0;
}

static inline int cpoll_family(const struct cpoll_address *address) { return address->storage.ss_family; }

static inline void cpoll_set_port(struct cpoll_address *address, uint16_t port) {
    if (address->storage.ss_family == AF_INET) ((struct sockaddr_in *)&address->storage)->sin_port = htons(port);
    if (address->storage.ss_family == AF_INET6) ((struct sockaddr_in6 *)&address->storage)->sin6_port = htons(port);
}

// Port, family (4, 6 or 0) and the 16 bytes of an IP address (an IPv4 address in the first 4).
static inline int cpoll_ip(const struct sockaddr_storage *address, uint8_t *bytes, uint16_t *port) {
    if (address->ss_family == AF_INET) {
        const struct sockaddr_in *in = (const struct sockaddr_in *)address;
        memcpy(bytes, &in->sin_addr, 4);
        *port = ntohs(in->sin_port);
        return 4;
    }
    if (address->ss_family == AF_INET6) {
        const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;
        *port = ntohs(in->sin6_port);
        if (IN6_IS_ADDR_V4MAPPED(&in->sin6_addr)) {
            memcpy(bytes, in->sin6_addr.s6_addr + 12, 4);
            return 4;
        }
        memcpy(bytes, &in->sin6_addr, 16);
        return 6;
    }
    *port = 0;
    return 0;
}

// Addresses of a host for stream sockets; the count, or the negated error of getaddrinfo. Blocks.
static inline int cpoll_resolve(const char *host, int numeric, struct cpoll_address *found, int capacity) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = numeric ? AI_NUMERICHOST : AI_ADDRCONFIG};
    struct addrinfo *list = 0;
    int error = getaddrinfo(host, 0, &hints, &list);
    if (error) return error < 0 ? error : -error;
    int count = 0;
    for (struct addrinfo *each = list; each && count < capacity; each = each->ai_next) {
        if (each->ai_family != AF_INET && each->ai_family != AF_INET6) continue;
        memset(&found[count], 0, sizeof found[count]);
        memcpy(&found[count].storage, each->ai_addr, each->ai_addrlen);
        found[count++].length = each->ai_addrlen;
    }
    freeaddrinfo(list);
    return count;
}

// The number of a user; 0 when there is one of that name.
static inline int cpoll_user_id(const char *name, uid_t *number) {
    char buffer[4096];
    struct passwd entry, *found = 0;
    if (getpwnam_r(name, &entry, buffer, sizeof buffer, &found) != 0 || !found) return -1;
    *number = found->pw_uid;
    return 0;
}

// The number of a group; 0 when there is one of that name.
static inline int cpoll_group_id(const char *name, gid_t *number) {
    char buffer[4096];
    struct group entry, *found = 0;
    if (getgrnam_r(name, &entry, buffer, sizeof buffer, &found) != 0 || !found) return -1;
    *number = found->gr_gid;
    return 0;
}
