/* Stands before libc in a process under test: counts what is written and synced under one folder, makes the n-th such
 * call fail, tear or be the last one, and keeps a record of them all. The program knows nothing of it.
 *
 * CRASH_UNDER    the folder that is watched
 * CRASH_CONTROL  a file of eight 32-bit numbers, shared with the harness (see `Control` below)
 * CRASH_RECORD   a file to which every call is appended; standard output is recorded too, as what was answered
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DATABASE = 1, WAL = 2, BESIDE = 4, FOLDER = 8, OTHER = 16, ANSWER = 32 };   /* what it is done to */
enum { WRITE = 64, SYNC = 128, CUT = 256, REMOVE = 512, READ = 1024 };                          /* what is done */
enum { KILL_BEFORE = 1, KILL_TORN = 2, KILL_AFTER = 3, FAIL = 4, FAIL_TORN = 5 };  /* what happens instead */

typedef struct {
    volatile int32_t countdown; /* 1: the next call that counts; 0: none */
    volatile int32_t kinds;     /* which calls count */
    volatile int32_t deed;      /* what happens to the n-th */
    volatile int32_t error;     /* errno of a failure */
    volatile int32_t stays;     /* not 0: all calls after the n-th fail as well */
    volatile int32_t happened;  /* how often it did */
    volatile int32_t seen;      /* calls that counted */
    volatile int32_t spare;
} Control;

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static Control *control;
static int record = -1;
static const char *under;

static void settle(void) {
    const char *path;
    if (control == NULL && (path = getenv("CRASH_CONTROL")) != NULL) {
        int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
        if (fd >= 0) {
            void *page = mmap(NULL, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
            syscall(SYS_close, fd);
            if (page != MAP_FAILED) control = page;
        }
    }
    if (record < 0 && (path = getenv("CRASH_RECORD")) != NULL)
        record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (under == NULL) under = getenv("CRASH_UNDER");
}

static int ends(const char *path, const char *ending) {
    size_t a = strlen(path), b = strlen(ending);
    return a >= b && strcmp(path + a - b, ending) == 0;
}

static int kind_of_path(const char *path) {
    size_t length = strlen(under);
    if (strncmp(path, under, length) != 0) return 0;
    if (path[length] == 0) return FOLDER;
    if (path[length] != '/') return 0;
    if (ends(path, ".db")) return strchr(path + length + 1, '/') == NULL ? DATABASE : OTHER;
    if (ends(path, ".db-wal")) return WAL;
    if (strstr(path, ".db-") != NULL || strstr(path, ".db.") != NULL) return BESIDE;
    return OTHER;
}

static int kind_of(int fd) {
    char name[64], path[4096];
    ssize_t length;
    settle();
    if (under == NULL) return 0;
    if (fd == 1) return ANSWER;
    memcpy(name, "/proc/self/fd/", 14);
    int at = 14, digits[12], n = 0;
    if (fd < 0) return 0;
    do digits[n++] = fd % 10; while ((fd /= 10) > 0);
    while (n > 0) name[at++] = (char)('0' + digits[--n]);
    name[at] = 0;
    length = readlink(name, path, sizeof path - 1);
    if (length <= 0 || path[0] != '/') return 0;
    path[length] = 0;
    return kind_of_path(path);
}

static void keep(int kind, int64_t offset, int64_t length, const void *bytes) {
    struct { int32_t kind; int32_t size; int64_t offset; int64_t length; } head;
    if (record < 0 || (kind & OTHER) || (kind & BESIDE)) return;
    head.kind = kind;
    head.size = bytes == NULL ? 0 : (int32_t)length;
    head.offset = offset;
    head.length = length;
    char whole[sizeof head + 8192];
    memcpy(whole, &head, sizeof head);
    if (head.size > 0 && (size_t)head.size <= sizeof whole - sizeof head) {
        memcpy(whole + sizeof head, bytes, (size_t)head.size);
        syscall(SYS_write, record, whole, sizeof head + (size_t)head.size);
        return;
    }
    syscall(SYS_write, record, &head, sizeof head);
    if (head.size > 0) syscall(SYS_write, record, bytes, (size_t)head.size);
}

/* Answers what is to happen to this call: 0 nothing. */
static int fate(int kind) {
    if (control == NULL || (kind & ANSWER)) return 0;
    if ((kind & 63 & control->kinds) == 0 || (kind & ~63 & control->kinds) == 0) return 0;
    control->seen++;
    if (control->countdown > 0) {
        if (--control->countdown > 0) return 0;
    } else if (!control->stays || !control->happened) {
        return 0;
    }
    control->happened++;
    return control->deed;
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static ssize_t put(int fd, const void *bytes, size_t size, int64_t offset) {
    long done = offset < 0 ? syscall(SYS_write, fd, bytes, size) : syscall(SYS_pwrite64, fd, bytes, size, offset);
    return (ssize_t)done;
}

static ssize_t written(int fd, const void *bytes, size_t size, int64_t offset) {
    int kind = kind_of(fd);
    if (kind == 0) return put(fd, bytes, size, offset);
    pthread_mutex_lock(&turn);
    int deed = fate(kind | WRITE);
    ssize_t done;
    if (deed == KILL_BEFORE) die();
    if (deed == FAIL || ((deed == FAIL_TORN || deed == KILL_TORN) && size < 2)) {
        if (deed == KILL_TORN) die();
        pthread_mutex_unlock(&turn);
        errno = control->error;
        return -1;
    }
    done = put(fd, bytes, deed == KILL_TORN || deed == FAIL_TORN ? size / 2 : size, offset);
    if (deed == KILL_TORN || deed == KILL_AFTER) die();
    int error = errno;
    if (done > 0) keep(kind | WRITE, offset, done, bytes);
    pthread_mutex_unlock(&turn);
    errno = error;
    return done;
}

static int done_to(int kind, int64_t length, long (*call)(long, long), long first, long second) {
    pthread_mutex_lock(&turn);
    int deed = fate(kind);
    if (deed == KILL_BEFORE || deed == KILL_TORN) die();
    if (deed == FAIL || deed == FAIL_TORN) {
        pthread_mutex_unlock(&turn);
        errno = control->error;
        return -1;
    }
    long done = call(first, second);
    int error = errno;
    if (deed == KILL_AFTER) die();
    if (done == 0) keep(kind, 0, length, NULL);
    pthread_mutex_unlock(&turn);
    errno = error;
    return (int)done;
}

static long sync_call(long fd, long number) { return syscall(number, fd); }
static long cut_call(long fd, long length) { return syscall(SYS_ftruncate, fd, length); }
static long remove_call(long path, long flags) { return syscall(SYS_unlinkat, AT_FDCWD, path, flags); }

ssize_t write(int fd, const void *bytes, size_t size) { return written(fd, bytes, size, -1); }
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) { return written(fd, bytes, size, offset); }
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) { return written(fd, bytes, size, offset); }

ssize_t pread64(int fd, void *bytes, size_t size, off64_t offset) {
    int kind = kind_of(fd);
    if (kind != 0 && kind != ANSWER) {
        pthread_mutex_lock(&turn);
        int deed = fate(kind | READ);
        pthread_mutex_unlock(&turn);
        if (deed == FAIL || deed == FAIL_TORN) {
            errno = control->error;
            return -1;
        }
        if (deed != 0) die();
    }
    return (ssize_t)syscall(SYS_pread64, fd, bytes, size, offset);
}

static int synced(int fd, long number) {
    int kind = kind_of(fd);
    if (kind == 0 || kind == ANSWER) return (int)syscall(number, fd);
    return done_to(kind | SYNC, 0, sync_call, fd, number);
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t length) {
    int kind = kind_of(fd);
    if (kind == 0) return (int)syscall(SYS_ftruncate, fd, length);
    return done_to(kind | CUT, length, cut_call, fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
    settle();
    int kind = under == NULL || path[0] != '/' ? 0 : kind_of_path(path);
    if (kind == 0) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    return done_to(kind | REMOVE, 0, remove_call, (long)path, 0);
}
