/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Locks the worker in before it sees a byte of a document: resource limits, Landlock (which files),
 * seccomp (which system calls). The recipe and its measurements are the security design's. A layer
 * that is missing is reported as a lower level, never passed over.
 *
 * A worker that waits for its document is locked in by all of them, but for the one call that
 * receives it and the one that then forbids both: filters add up, and the kernel never takes one
 * away. */

#define MIB ((rlim_t) 1024 * 1024)
#define MEMORY_READ (512 * MIB)
#define MEMORY_RENDER (768 * MIB)
#define PROCESSOR_SOFT 15
#define PROCESSOR_HARD 16

/* Debian 12's headers know version 1 and 2 only; these are the kernel's numbers for the later
 * ones. */
#define FS_RIGHTS_1 ((G_GUINT64_CONSTANT (1) << 13) - 1)
#define FS_REFER (G_GUINT64_CONSTANT (1) << 13)     /* version 2 */
#define FS_TRUNCATE (G_GUINT64_CONSTANT (1) << 14)  /* version 3 */
#define FS_IOCTL_DEV (G_GUINT64_CONSTANT (1) << 15) /* version 5 */
#define NET_BIND_CONNECT G_GUINT64_CONSTANT (3)     /* version 4 */
#define SCOPE_SOCKET_SIGNAL G_GUINT64_CONSTANT (3)  /* version 6 */

typedef struct
{
  guint64 handled_access_fs;
  guint64 handled_access_net;
  guint64 scoped;
} RulesetAttributes;

/**
 * sl_sandbox_begin:
 *
 * Returns: %FALSE when the kernel refuses, which no supported one does
 */
gboolean
sl_sandbox_begin (void)
{
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 &&
         prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
         syscall (SYS_close_range, 5, ~0U, 0) == 0 && chdir ("/") == 0;
}

/**
 * sl_sandbox_has_parent:
 * @parent: the process id the parent gave
 *
 * The parent may have died before the death signal was asked for; then it never comes.
 *
 * Returns: %TRUE when the parent is still there
 */
gboolean
sl_sandbox_has_parent (guint parent)
{
  return getppid () == (pid_t) parent;
}

static gboolean
limit (int resource, rlim_t soft, rlim_t hard)
{
  struct rlimit value = { soft, hard };
  return setrlimit (resource, &value) == 0;
}

/**
 * sl_sandbox_limit:
 * @render: whether this worker draws pages (it lives as long as its document is open, so the parent
 *   minds its time)
 *
 * Returns: %FALSE when a limit cannot be set
 */
gboolean
sl_sandbox_limit (gboolean render)
{
  /* NPROC counts all of the user's processes, so the filter stops forks instead. AddressSanitizer
   * dies at its first allocation below an address space limit. */
  return (SL_SANITIZED || limit (RLIMIT_AS, render ? MEMORY_RENDER : MEMORY_READ,
                                 render ? MEMORY_RENDER : MEMORY_READ)) &&
         (render || limit (RLIMIT_CPU, PROCESSOR_SOFT, PROCESSOR_HARD)) &&
         limit (RLIMIT_FSIZE, 0, 0) && limit (RLIMIT_CORE, 0, 0) && limit (RLIMIT_NOFILE, 32, 32) &&
         limit (RLIMIT_MEMLOCK, 0, 0) && limit (RLIMIT_MSGQUEUE, 0, 0) &&
         limit (RLIMIT_STACK, 8 * MIB, 8 * MIB);
}

static gboolean
allow_beneath (int ruleset, const char *folder)
{
  struct landlock_path_beneath_attr rule = {
    .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
    .parent_fd = open (folder, O_PATH | O_CLOEXEC),
  };
  gboolean done;

  if (rule.parent_fd < 0)
    return errno == ENOENT;
  done = syscall (SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
  close (rule.parent_fd);
  return done;
}

/* Fonts and character tables may be read, and no other file. Returns the version used, or 0. */
static int
lock_files (void)
{
  static const char *const folders[] = { "/usr/share/fonts", "/usr/share/poppler", "/etc/fonts",
                                         "/usr/share/fontconfig", "/var/cache/fontconfig" };
  int version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  RulesetAttributes attributes = { .handled_access_fs = FS_RIGHTS_1 };
  gsize size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  gboolean done;
  int ruleset;

  if (version < 1)
    return 0;
  attributes.handled_access_fs |= version >= 2 ? FS_REFER : 0;
  attributes.handled_access_fs |= version >= 3 ? FS_TRUNCATE : 0;
  attributes.handled_access_fs |= version >= 5 ? FS_IOCTL_DEV : 0;
  attributes.handled_access_net = NET_BIND_CONNECT;
  attributes.scoped = SCOPE_SOCKET_SIGNAL;

  ruleset = syscall (SYS_landlock_create_ruleset, &attributes, size, 0);
  if (ruleset < 0)
    return 0;
  done = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    done = done && allow_beneath (ruleset, folders[i]);
  done = done && syscall (SYS_landlock_restrict_self, ruleset, 0) == 0;
  close (ruleset);
  return done ? version : 0;
}

static const char *const allowed[] = {
  "read",
  "pread64",
  "readv",
  "write",
  "writev",
  "close",
  "fstat",
  "newfstatat",
  "statx",
  "lseek",
  "mremap",
  "munmap",
  "madvise",
  "brk",
  "futex",
  "sched_yield",
  "sched_getaffinity",
  "getrandom",
  "clock_gettime",
  "clock_getres",
  "gettimeofday",
  "nanosleep",
  "clock_nanosleep",
  "rt_sigaction",
  "rt_sigprocmask",
  "rt_sigreturn",
  "sigaltstack",
  "exit",
  "exit_group",
  "getpid",
  "gettid",
  "set_robust_list",
  "rseq",
  "dup",
  "getdents64",
  "stat",
  "lstat",
  "access",
  "faccessat",
  "faccessat2",
  "readlink",
  "readlinkat",
  "sysinfo",
  "uname",
  "getuid",
  "geteuid",
  "getgid",
  "getegid",
  "poll",
  "ppoll",
  "fadvise64",
  "getcwd",
  "fstatfs",
  "statfs",
  "restart_syscall",
};

/* Libraries try these and cope with a refusal. */
static const char *const refused[] = {
  "socket",
  "connect",
  "prlimit64",
  "setrlimit",
  "getrlimit",
  "ioctl",
  "sched_setscheduler",
  "setpriority",
  "mkdir",
  "mkdirat",
  "rmdir",
  "unlink",
  "unlinkat",
  "rename",
  "renameat",
  "renameat2",
  "link",
  "linkat",
  "symlink",
  "symlinkat",
  "chmod",
  "fchmod",
  "fchmodat",
  "chown",
  "fchown",
  "fchownat",
  "utimensat",
  "inotify_init1",
  "eventfd2",
  "pipe2",
  "memfd_create",
  "prctl",
  "epoll_create1",
};

static gboolean
add (scmp_filter_ctx filter, guint32 action, const char *name)
{
  int call = seccomp_syscall_resolve_name (name);

  /* Other processors lack some of the older calls. */
  return call < 0 || seccomp_rule_add (filter, action, call, 0) == 0;
}

static gboolean
add_if_clear (scmp_filter_ctx filter, const char *name, guint argument, guint64 mask)
{
  int call = seccomp_syscall_resolve_name (name);

  return call < 0 || seccomp_rule_add (filter, SCMP_ACT_ALLOW, call, 1,
                                       SCMP_CMP64 (argument, SCMP_CMP_MASKED_EQ, mask, 0)) == 0;
}

static gboolean
add_if_equal (scmp_filter_ctx filter, const char *name, guint argument, guint64 value)
{
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, seccomp_syscall_resolve_name (name), 1,
                           SCMP_CMP64 (argument, SCMP_CMP_EQ, value)) == 0;
}

/* With Landlock, files it lets through may be opened for reading. Without it, none. */
static gboolean
add_opening (scmp_filter_ctx filter, gboolean strict)
{
  const guint64 writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

  if (strict)
    return add (filter, SCMP_ACT_ERRNO (EPERM), "open") &&
           add (filter, SCMP_ACT_ERRNO (EPERM), "openat");
  return add_if_clear (filter, "open", 1, writing) && add_if_clear (filter, "openat", 2, writing);
}

/* What a worker without a document may do besides: take one from its @socket, and lock again. */
static gboolean
add_waiting (scmp_filter_ctx filter, int socket)
{
  return socket < 0 || (add_if_equal (filter, "recvmsg", 0, socket) &&
                        add_if_equal (filter, "seccomp", 0, SECCOMP_SET_MODE_FILTER));
}

static gboolean
lock_calls (SlSandboxAction action, gboolean strict, int socket)
{
  scmp_filter_ctx filter = seccomp_init (action == SL_SANDBOX_LOG ? SCMP_ACT_LOG
                                                                  : SCMP_ACT_KILL_PROCESS);
  gboolean done;

  if (filter == NULL)
    return FALSE;
  done = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    done = done && add (filter, SCMP_ACT_ALLOW, allowed[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    done = done && add (filter, SCMP_ACT_ERRNO (EPERM), refused[i]);
  done = done && add (filter, SCMP_ACT_ERRNO (ENOSYS), "clone3") && add_opening (filter, strict) &&
         add_if_clear (filter, "mmap", 2, 4 /* PROT_EXEC */) &&
         add_if_clear (filter, "mprotect", 2, 4) && add_if_equal (filter, "fcntl", 1, F_GETFD) &&
         add_if_equal (filter, "fcntl", 1, F_SETFD) && add_if_equal (filter, "fcntl", 1, F_GETFL) &&
         add_if_equal (filter, "fcntl", 1, F_DUPFD_CLOEXEC) &&
         add_if_equal (filter, "tgkill", 0, getpid ()) && add_waiting (filter, socket);
  done = done && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return done;
}

/**
 * sl_sandbox_lock:
 * @action: what becomes of a forbidden system call
 * @socket: the socket from which the document is still to be received; -1 when it is at hand
 * @words: (out): what is in place, for people
 *
 * Locks the process in for good. The process must have one thread and no document open.
 *
 * Returns: the level reached; at %SL_SANDBOX_D nothing may be opened
 */
SlSandboxLevel
sl_sandbox_lock (SlSandboxAction action, int socket, char **words)
{
  int version = lock_files ();

  if (!lock_calls (action, version == 0, socket))
    {
      *words = g_strdup_printf ("D none: seccomp is missing%s",
                                version == 0 ? ", and Landlock" : "");
      return SL_SANDBOX_D;
    }
  if (version == 0)
    {
      *words = g_strdup ("B strict (seccomp; Landlock is missing)");
      return SL_SANDBOX_B;
    }
  *words = g_strdup_printf ("A full (Landlock %d, seccomp)", version);
  return SL_SANDBOX_A;
}

/**
 * sl_sandbox_close:
 *
 * Takes away what sl_sandbox_lock() left to a worker that waits: from here on it is locked in as
 * one that was started with its document. Call it before the first byte of that is looked at.
 *
 * Returns: %FALSE when the kernel refuses; the document must not be opened then
 */
gboolean
sl_sandbox_close (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  gboolean done;

  if (filter == NULL)
    return FALSE;
  /* No new privileges were given up long ago, and asking for it again is forbidden by now. */
  done = seccomp_attr_set (filter, SCMP_FLTATR_CTL_NNP, 0) == 0 &&
         seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
         add (filter, SCMP_ACT_KILL_PROCESS, "recvmsg") &&
         add (filter, SCMP_ACT_KILL_PROCESS, "seccomp") && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return done;
}

/**
 * sl_sandbox_test:
 * @level: the level believed to be in place
 *
 * Returns: %TRUE when a file that must stay closed did stay closed
 */
gboolean
sl_sandbox_test (SlSandboxLevel level)
{
  int fd = open ("/etc/passwd", O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    return errno == EACCES || errno == EPERM;
  close (fd);
  return FALSE;
}

const char *
sl_sandbox_level_name (SlSandboxLevel level)
{
  return level == SL_SANDBOX_A ? "A" : level == SL_SANDBOX_B ? "B" : "D";
}
