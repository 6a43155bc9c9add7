/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "extract/sl-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

/* Escape probes: a child locks itself in as the worker does and then tries one way out. Layers are
 * taken away by a filter of the test's own, which makes the kernel seem to lack them. */

typedef enum
{
  CLOSED, /* refused or killed: as it must be */
  OPEN,   /* an escape */
} Result;

typedef Result (*Probe) (void);

static Result
judge (gboolean possible)
{
  return possible ? OPEN : CLOSED;
}

static Result
probe_open_home (void)
{
  return judge (open ("/etc/passwd", O_RDONLY) >= 0);
}

static Result
probe_open_tmp_for_writing (void)
{
  return judge (open ("/tmp/sightline-escape", O_WRONLY | O_CREAT, 0600) >= 0);
}

static Result
probe_open_tmpfile (void)
{
  return judge (open ("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0);
}

static Result
probe_truncate (void)
{
  return judge (truncate ("/tmp", 0) == 0 || errno == EISDIR);
}

static Result
probe_read_proc (void)
{
  return judge (open ("/proc/self/environ", O_RDONLY) >= 0);
}

static Result
probe_list_root (void)
{
  return judge (open ("/", O_RDONLY | O_DIRECTORY) >= 0);
}

static Result
probe_socket (void)
{
  return judge (socket (AF_INET, SOCK_STREAM, 0) >= 0);
}

static Result
probe_datagram (void)
{
  return judge (socket (AF_INET6, SOCK_DGRAM, 0) >= 0);
}

static Result
probe_abstract_socket (void)
{
  return judge (socket (AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static Result
probe_socketpair (void)
{
  int pair[2];
  return judge (socketpair (AF_UNIX, SOCK_STREAM, 0, pair) == 0);
}

static Result
probe_fork (void)
{
  return judge (fork () >= 0);
}

static Result
probe_exec (void)
{
  char *const arguments[] = { "/bin/true", NULL };
  execv ("/bin/true", arguments);
  return CLOSED;
}

static Result
probe_ptrace (void)
{
  return judge (ptrace (PTRACE_ATTACH, getppid (), NULL, NULL) == 0);
}

static Result
probe_signal (void)
{
  return judge (kill (getppid (), 0) == 0);
}

static Result
probe_read_parent (void)
{
  char byte;
  struct iovec local = { &byte, 1 }, remote = { &byte, 1 };
  return judge (syscall (SYS_process_vm_readv, getppid (), &local, 1, &remote, 1, 0) == 1);
}

static Result
probe_executable_memory (void)
{
  return judge (mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                MAP_FAILED);
}

static Result
probe_unshare (void)
{
  return judge (unshare (CLONE_NEWUSER) == 0);
}

static Result
probe_memfd (void)
{
  return judge (memfd_create ("x", 0) >= 0);
}

static Result
probe_raise_limit (void)
{
  struct rlimit
  {
    guint64 soft, hard;
  } limit = { 1000, 1000 };
  return judge (syscall (SYS_prlimit64, 0, 7, &limit, NULL) == 0);
}

static Result
probe_io_uring (void)
{
  char parameters[256] = { 0 };
  return judge (syscall (425 /* io_uring_setup */, 1, parameters) >= 0);
}

static Result
probe_handle (void)
{
  return judge (syscall (SYS_open_by_handle_at, -100, NULL, 0) >= 0);
}

static Result
probe_chmod (void)
{
  return judge (chmod ("/tmp", 0777) == 0);
}

static Result
probe_unlink (void)
{
  return judge (unlink ("/tmp/sightline-escape") == 0 || errno == ENOENT);
}

static const struct
{
  const char *name;
  Probe probe;
} probes[] = {
  { "open-a-file", probe_open_home },
  { "make-a-file", probe_open_tmp_for_writing },
  { "make-a-nameless-file", probe_open_tmpfile },
  { "truncate-a-file", probe_truncate },
  { "read-its-own-proc", probe_read_proc },
  { "list-the-root", probe_list_root },
  { "open-a-tcp-socket", probe_socket },
  { "open-a-udp-socket", probe_datagram },
  { "open-an-abstract-socket", probe_abstract_socket },
  { "make-a-socket-pair", probe_socketpair },
  { "fork", probe_fork },
  { "run-a-program", probe_exec },
  { "trace-its-parent", probe_ptrace },
  { "signal-its-parent", probe_signal },
  { "read-its-parent", probe_read_parent },
  { "make-code", probe_executable_memory },
  { "unshare-a-user-namespace", probe_unshare },
  { "make-a-memory-file", probe_memfd },
  { "raise-a-limit", probe_raise_limit },
  { "use-io-uring", probe_io_uring },
  { "open-by-handle", probe_handle },
  { "change-a-mode", probe_chmod },
  { "remove-a-file", probe_unlink },
};

/* Makes the kernel seem to lack Landlock. */
static void
mask_landlock (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), 444 /* landlock_create_ruleset */, 0);
  g_assert_cmpint (seccomp_load (filter), ==, 0);
  seccomp_release (filter);
}

/* Makes the kernel seem to lack seccomp filters. */
static void
mask_seccomp (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (seccomp), 0);
  seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (prctl), 1,
                    SCMP_A0_64 (SCMP_CMP_EQ, 22 /* PR_SET_SECCOMP */));
  g_assert_cmpint (seccomp_load (filter), ==, 0);
  seccomp_release (filter);
}

/* Runs in a child: locks in and tries. Returns the child's exit status, or 128 and the signal. */
static int
run_child (void (*mask) (void), SlSandboxLevel expected, Probe probe)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      char *words;
      SlSandboxLevel level;

      if (!sl_sandbox_begin ())
        _exit (90);
      if (mask != NULL)
        mask ();
      if (!sl_sandbox_limit (FALSE))
        _exit (91);
      level = sl_sandbox_lock (SL_SANDBOX_ENFORCE, &words);
      if (level != expected)
        _exit (92);
      if (level != SL_SANDBOX_D && !sl_sandbox_test (level))
        _exit (93);
      _exit (probe != NULL ? (int) probe () : 0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

static void
assert_closed (int status)
{
  if (status != CLOSED && status != 128 + SIGSYS)
    g_test_fail_printf ("the child ended with %d", status);
}

static void
test_level_a (gconstpointer data)
{
  assert_closed (run_child (NULL, SL_SANDBOX_A, probes[GPOINTER_TO_UINT (data)].probe));
}

static void
test_level_b (gconstpointer data)
{
  assert_closed (run_child (mask_landlock, SL_SANDBOX_B, probes[GPOINTER_TO_UINT (data)].probe));
}

static Result
probe_open_fonts (void)
{
  int fd = open ("/usr/share/fonts", O_RDONLY | O_DIRECTORY);
  return judge (fd >= 0);
}

static void
test_fonts (void)
{
  /* What may be read at level A, and nothing at all at level B. */
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, probe_open_fonts), ==, OPEN);
  g_assert_cmpint (run_child (mask_landlock, SL_SANDBOX_B, probe_open_fonts), ==, CLOSED);
}

static void
test_level_d (void)
{
  g_assert_cmpint (run_child (mask_seccomp, SL_SANDBOX_D, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autofree char *a = g_strdup_printf ("/extract/sandbox/level-a-does-not-let-it-%s",
                                            probes[i].name);
      g_autofree char *b = g_strdup_printf ("/extract/sandbox/level-b-does-not-let-it-%s",
                                            probes[i].name);
      g_test_add_data_func (a, GUINT_TO_POINTER (i), test_level_a);
      g_test_add_data_func (b, GUINT_TO_POINTER (i), test_level_b);
    }
  g_test_add_func ("/extract/sandbox/fonts-are-open-at-level-a-only", test_fonts);
  g_test_add_func ("/extract/sandbox/without-seccomp-the-level-is-d", test_level_d);
  return g_test_run ();
}
