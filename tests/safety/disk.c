/* A library to preload: writes down what a program does to the files under one folder, in order,
   and kills the program before the n-th such step, or half-way through it when it is a write. Nothing is done until disk_begin() is called.

   A record: kind (1 byte), two lengths (4 bytes each), offset (8 bytes), then the path and the
   data, all in the machine's own byte order. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES 4096
#define PATH 1024

static char root[PATH];
static char *path_of[FILES];
static int log_fd = -1;
static long steps, kill_at;

static void note(char kind, const char *path, uint64_t offset, const void *data, uint32_t length)
{
    uint32_t path_length = strlen(path);
    char head[17];
    if (log_fd < 0)
        return;
    head[0] = kind;
    memcpy(head + 1, &path_length, 4);
    memcpy(head + 5, &length, 4);
    memcpy(head + 9, &offset, 8);
    syscall(SYS_write, log_fd, head, sizeof head);
    syscall(SYS_write, log_fd, path, path_length);
    if (length)
        syscall(SYS_write, log_fd, data, length);
}

static int ours(const char *path) { return *root && strncmp(path, root, strlen(root)) == 0; }

static const char *watched(int fd) { return fd >= 0 && fd < FILES ? path_of[fd] : NULL; }

static int last(void) { return ++steps == kill_at; }

static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); }

static void step(void)
{
    if (last())
        die();
}

void disk_begin(const char *folder, int log, long at)
{
    strncpy(root, folder, PATH - 1);
    log_fd = log;
    kill_at = at;
    steps = 0;
}

long disk_steps(void) { return steps; }

void disk_mark(uint64_t number) { note('M', "", number, NULL, 0); }

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int opened(int fd, const char *path, int flags, int existed)
{
    if (fd < 0 || fd >= FILES || !ours(path))
        return fd;
    free(path_of[fd]);
    path_of[fd] = strdup(path);
    if ((flags & O_CREAT) && !existed)
        note('C', path, 0, NULL, 0);
    else if (flags & O_TRUNC)
        note('T', path, 0, NULL, 0);
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        REAL(name); \
        struct stat status; \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            mode = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        int existed = ours(path) && stat(path, &status) == 0; \
        if (ours(path) && (flags & (O_CREAT | O_TRUNC))) \
            step(); \
        return opened(real(path, flags, mode), path, flags, existed); \
    }

OPEN(open)
OPEN(open64)

int close(int fd)
{
    REAL(close);
    if (watched(fd)) {
        free(path_of[fd]);
        path_of[fd] = NULL;
    }
    return real(fd);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset)
{
    REAL(pwrite64);
    if (watched(fd)) {
        if (last()) {
            real(fd, data, length / 2, offset);
            die();
        }
        note('W', path_of[fd], offset, data, length);
    }
    return real(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length)
{
    REAL(write);
    if (watched(fd)) {
        int end = fcntl(fd, F_GETFL) & O_APPEND;
        if (last()) {
            real(fd, data, length / 2);
            die();
        }
        note('W', path_of[fd], lseek(fd, 0, end ? SEEK_END : SEEK_CUR), data, length);
    }
    return real(fd, data, length);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t length)
{
    REAL(sendfile64);
    if (!watched(out))
        return real(out, in, offset, length);
    step();
    off_t from = lseek(out, 0, SEEK_CUR);
    ssize_t sent = real(out, in, offset, length);
    if (sent > 0) {
        void *data = malloc(sent);
        int reading = syscall(SYS_open, path_of[out], O_RDONLY);
        note('W', path_of[out], from, data, syscall(SYS_pread64, reading, data, sent, from));
        syscall(SYS_close, reading);
        free(data);
    }
    return sent;
}

static void truncated(int fd, off64_t length)
{
    if (watched(fd)) {
        step();
        note('T', path_of[fd], length, NULL, 0);
    }
}

int ftruncate64(int fd, off64_t length)
{
    REAL(ftruncate64);
    truncated(fd, length);
    return real(fd, length);
}

int ftruncate(int fd, off_t length)
{
    REAL(ftruncate);
    truncated(fd, length);
    return real(fd, length);
}

static void synced(int fd)
{
    if (watched(fd)) {
        step();
        note('S', path_of[fd], 0, NULL, 0);
    }
}

int fsync(int fd)
{
    REAL(fsync);
    synced(fd);
    return real(fd);
}

int fdatasync(int fd)
{
    REAL(fdatasync);
    synced(fd);
    return real(fd);
}

int unlink(const char *path)
{
    REAL(unlink);
    if (ours(path)) {
        step();
        note('U', path, 0, NULL, 0);
    }
    return real(path);
}

int rename(const char *from, const char *to)
{
    REAL(rename);
    if (ours(to)) {
        step();
        note('R', from, 0, to, strlen(to));
    }
    return real(from, to);
}

int link(const char *from, const char *to)
{
    REAL(link);
    if (ours(to)) {
        step();
        note('L', from, 0, to, strlen(to));
    }
    return real(from, to);
}
