/* Records what a program does to the files under one folder, for the power-cut
 * harness: LD_PRELOAD this, SHIM_ROOT = folder, SHIM_LOG = log file. sync_file_range
 * is not recorded, because it is no barrier. Test code only. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define MAXFD 4096
static unsigned char tracked[MAXFD];
static int log_fd = -1;
static const char *root;
static size_t root_len;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    root = getenv("SHIM_ROOT");
    const char *log = getenv("SHIM_LOG");
    if (!root || !log) return;
    root_len = strlen(root);
    log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
}

static void put(const void *bytes, size_t len) {
    const char *at = bytes;
    while (len > 0) {
        ssize_t n = syscall(SYS_write, log_fd, at, len);
        if (n <= 0) _exit(99);
        at += n;
        len -= n;
    }
}

/* kind u8 | inode u64 | offset u64 | length u64 | bytes */
static void record(char kind, uint64_t ino, uint64_t offset, const void *bytes, uint64_t len) {
    char head[25];
    head[0] = kind;
    memcpy(head + 1, &ino, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, &len, 8);
    put(head, sizeof head);
    put(bytes, len);
}

static int inside(const char *path) {
    return log_fd >= 0 && path && strncmp(path, root, root_len) == 0;
}

static int follows(int fd) { return log_fd >= 0 && fd >= 0 && fd < MAXFD && tracked[fd]; }

static uint64_t inode(int fd) {
    struct stat st;
    return fstat(fd, &st) == 0 ? st.st_ino : 0;
}

static int opened(int dir, const char *path, int flags, mode_t mode) {
    if (!inside(path)) return syscall(SYS_openat, dir, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int existed = stat(path, &before) == 0;
    int fd = syscall(SYS_openat, dir, path, flags, mode);
    if (fd >= 0 && fd < MAXFD) {
        tracked[fd] = strcmp(path + strlen(path) - 5, "/acks") == 0 ? 2 : 1;
        if (!existed) record('C', inode(fd), 0, path, strlen(path));
        else if (flags & O_TRUNC) record('T', inode(fd), 0, "", 0);
    }
    pthread_mutex_unlock(&lock);
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list list; \
        va_start(list, flags); \
        mode = va_arg(list, int); \
        va_end(list); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }

int close(int fd) {
    if (fd >= 0 && fd < MAXFD) tracked[fd] = 0;
    return syscall(SYS_close, fd);
}

ssize_t write(int fd, const void *bytes, size_t len) {
    if (!follows(fd)) return syscall(SYS_write, fd, bytes, len);
    pthread_mutex_lock(&lock);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t n = syscall(SYS_write, fd, bytes, len);
    if (n > 0) record(tracked[fd] == 2 ? 'A' : 'W', inode(fd), at, bytes, n);
    pthread_mutex_unlock(&lock);
    return n;
}

static ssize_t written_at(int fd, const void *bytes, size_t len, off_t at) {
    if (!follows(fd)) return syscall(SYS_pwrite64, fd, bytes, len, at);
    pthread_mutex_lock(&lock);
    ssize_t n = syscall(SYS_pwrite64, fd, bytes, len, at);
    if (n > 0) record('W', inode(fd), at, bytes, n);
    pthread_mutex_unlock(&lock);
    return n;
}

ssize_t pwrite(int fd, const void *bytes, size_t len, off_t at) { return written_at(fd, bytes, len, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t len, off_t at) { return written_at(fd, bytes, len, at); }

static int truncated(int fd, off_t len) {
    if (!follows(fd)) return syscall(SYS_ftruncate, fd, len);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_ftruncate, fd, len);
    if (done == 0) record('T', inode(fd), len, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t len) { return truncated(fd, len); }
int ftruncate64(int fd, off_t len) { return truncated(fd, len); }

static int synced(long call, int fd) {
    if (!follows(fd)) return syscall(call, fd);
    pthread_mutex_lock(&lock);
    int done = syscall(call, fd);
    if (done == 0) record('S', inode(fd), 0, "", 0);
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) { return synced(SYS_fsync, fd); }
int fdatasync(int fd) { return synced(SYS_fdatasync, fd); }

int rename(const char *from, const char *to) {
    if (!inside(from)) return syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (done == 0) {
        char both[8192];
        size_t a = strlen(from), b = strlen(to);
        memcpy(both, from, a);
        both[a] = 0;
        memcpy(both + a + 1, to, b);
        record('R', 0, 0, both, a + 1 + b);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

static int removed(const char *path, int flags) {
    if (!inside(path)) return syscall(SYS_unlinkat, AT_FDCWD, path, flags);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, flags);
    if (done == 0) record('U', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&lock);
    return done;
}

int unlink(const char *path) { return removed(path, 0); }
int rmdir(const char *path) { return removed(path, AT_REMOVEDIR); }

int mkdir(const char *path, mode_t mode) {
    if (!inside(path)) return syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (done == 0) {
        struct stat st;
        uint64_t ino = stat(path, &st) == 0 ? st.st_ino : 0;
        record('D', ino, 0, path, strlen(path));
    }
    pthread_mutex_unlock(&lock);
    return done;
}
