/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-test"
#include "config.h"

#include "extract/sl-input.h"
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

/* Escape probes: a child locks itself in as the worker does and then tries one way out: as a worker
 * that was started with its document, as one that waits for it, and as one that was given it.
 * Layers are taken away by a filter of the test's own, which makes the kernel seem to lack them. */

#define DOCUMENT "Mallard Way"

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

/* Puts a frame with descriptors on the way, as the program does for a worker that waits. */
static void
send_frame (int socket, SlFrameKind kind, const int *fds, guint n_fds)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize begin = sl_frame_begin (bytes, kind);
  union
  {
    struct cmsghdr head;
    char room[CMSG_SPACE (3 * sizeof (int))];
  } control = { 0 };
  struct iovec piece;
  struct msghdr message = { .msg_iov = &piece, .msg_iovlen = 1 };

  sl_frame_put_text (bytes, "secret");
  sl_frame_end (bytes, begin);
  piece = (struct iovec){ bytes->data, bytes->len };
  if (n_fds > 0)
    {
      message.msg_control = &control;
      message.msg_controllen = CMSG_SPACE (n_fds * sizeof (int));
      control.head.cmsg_level = SOL_SOCKET;
      control.head.cmsg_type = SCM_RIGHTS;
      control.head.cmsg_len = CMSG_LEN (n_fds * sizeof (int));
      memcpy (CMSG_DATA (&control.head), fds, n_fds * sizeof (int));
    }
  g_assert_cmpint (sendmsg (socket, &message, 0), ==, bytes->len);
}

typedef enum
{
  STARTED, /* with its document, as a worker that reads */
  WAITING, /* without one: a spare */
  GIVEN,   /* a spare that has got its document */
} Phase;

/* In the child: takes the document that is on its way, and gives up waiting. */
static void
take_document (void)
{
  SlFrameReader *reader = sl_frame_reader_new ();
  char bytes[sizeof DOCUMENT] = "";
  char *password;
  int document_fd, pixels_fd;

  if (!sl_input_receive (reader, &document_fd, &pixels_fd, &password) ||
      strcmp (password, "secret") != 0)
    _exit (94);
  if (!sl_sandbox_close ())
    _exit (95);
  if (pread (document_fd, bytes, sizeof DOCUMENT, 0) != sizeof DOCUMENT ||
      strcmp (bytes, DOCUMENT) != 0)
    _exit (96);
}

/* In the child, whose end of the socket is where a worker has it. */
static void
lock_and_try (void (*mask) (void), SlSandboxLevel expected, Phase phase, Probe probe)
{
  char *words;
  SlSandboxLevel level;

  if (!sl_sandbox_begin ())
    _exit (90);
  if (mask != NULL)
    mask ();
  if (!sl_sandbox_limit (phase != STARTED))
    _exit (91);
  level = sl_sandbox_lock (SL_SANDBOX_ENFORCE, phase == STARTED ? -1 : SL_WORKER_SOCKET_FD, &words);
  if (level != expected)
    _exit (92);
  if (level != SL_SANDBOX_D && !sl_sandbox_test (level))
    _exit (93);
  if (phase == GIVEN)
    take_document ();
  _exit (probe != NULL ? (int) probe () : 0);
}

/* Runs in a child: locks in and tries. Returns the child's exit status, or 128 and the signal. */
static int
run_child (void (*mask) (void), SlSandboxLevel expected, Phase phase, Probe probe)
{
  int document = memfd_create ("document", MFD_CLOEXEC);
  int sockets[2], status;
  pid_t child;

  g_assert_cmpint (write (document, DOCUMENT, sizeof DOCUMENT), ==, sizeof DOCUMENT);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
  send_frame (sockets[0], SL_FRAME_GIVE, (int[]){ document, document }, 2);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (sockets[1], SL_WORKER_SOCKET_FD);
      lock_and_try (mask, expected, phase, probe);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  close (document);
  close (sockets[0]);
  close (sockets[1]);
  return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

static void
assert_closed (int status)
{
  if (status != CLOSED && status != 128 + SIGSYS)
    g_test_fail_printf ("the child ended with %d", status);
}

static const char *const phases[] = { "", "a-spare-that-waits/", "a-spare-with-its-document/" };

typedef struct
{
  Phase phase;
  Probe probe;
} Try;

static void
test_level_a (gconstpointer data)
{
  const Try *try = data;

  assert_closed (run_child (NULL, SL_SANDBOX_A, try->phase, try->probe));
}

static void
test_level_b (gconstpointer data)
{
  const Try *try = data;

  assert_closed (run_child (mask_landlock, SL_SANDBOX_B, try->phase, try->probe));
}

/* Nothing is there any more, so that a receiver that may receive is told so at once. */
static Result
probe_receive (void)
{
  char byte;
  struct iovec bytes = { &byte, 1 };
  struct msghdr message = { .msg_iov = &bytes, .msg_iovlen = 1 };

  return judge (recvmsg (SL_WORKER_SOCKET_FD, &message, MSG_DONTWAIT) >= 0 || errno == EAGAIN);
}

static Result
probe_receive_elsewhere (void)
{
  char byte;
  struct iovec bytes = { &byte, 1 };
  struct msghdr message = { .msg_iov = &bytes, .msg_iovlen = 1 };

  return judge (recvmsg (STDIN_FILENO, &message, MSG_DONTWAIT) >= 0 || errno != EPERM);
}

static Result
probe_lock_again (void)
{
  return judge (sl_sandbox_close ());
}

static Result
probe_other_seccomp (void)
{
  guint32 action = SCMP_ACT_ALLOW;

  return judge (syscall (SYS_seccomp, 2 /* SECCOMP_GET_ACTION_AVAIL */, 0, &action) == 0);
}

static void
test_waiting (void)
{
  /* One that waits may do two things that no other may, and only in the one way it needs. */
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, WAITING, probe_receive), ==, OPEN);
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, WAITING, probe_lock_again), ==, OPEN);
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, WAITING, probe_receive_elsewhere), ==,
                   128 + SIGSYS);
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, WAITING, probe_other_seccomp), ==, 128 + SIGSYS);
}

static void
test_given (void)
{
  static void (*const masks[]) (void) = { NULL, mask_landlock };
  static const Phase closed[] = { STARTED, GIVEN };
  static const Probe ways[] = { probe_receive, probe_lock_again, probe_other_seccomp };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    for (guint j = 0; j < G_N_ELEMENTS (closed); j++)
      for (guint k = 0; k < G_N_ELEMENTS (ways); k++)
        g_assert_cmpint (
            run_child (masks[i], i == 0 ? SL_SANDBOX_A : SL_SANDBOX_B, closed[j], ways[k]), ==,
            128 + SIGSYS);
}

/* What sl_input_receive() makes of a frame with so many descriptors. */
static gboolean
receives (SlFrameKind kind, guint n_fds)
{
  static const int fds[] = { 0, 1, 2 };
  int sockets[2], status;
  pid_t child;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), ==, 0);
  send_frame (sockets[0], kind, fds, n_fds);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      char *password;
      int document_fd, pixels_fd;

      dup2 (sockets[1], SL_WORKER_SOCKET_FD);
      _exit (sl_input_receive (sl_frame_reader_new (), &document_fd, &pixels_fd, &password));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  close (sockets[0]);
  close (sockets[1]);
  return WIFEXITED (status) && WEXITSTATUS (status) == TRUE;
}

static void
test_receives (void)
{
  g_assert_true (receives (SL_FRAME_GIVE, 2));
  g_assert_false (receives (SL_FRAME_GIVE, 0));
  g_assert_false (receives (SL_FRAME_GIVE, 1));
  g_assert_false (receives (SL_FRAME_GIVE, 3));
  g_assert_false (receives (SL_FRAME_DRAW, 2));
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
  g_assert_cmpint (run_child (NULL, SL_SANDBOX_A, STARTED, probe_open_fonts), ==, OPEN);
  g_assert_cmpint (run_child (mask_landlock, SL_SANDBOX_B, STARTED, probe_open_fonts), ==, CLOSED);
}

static void
test_level_d (void)
{
  g_assert_cmpint (run_child (mask_seccomp, SL_SANDBOX_D, STARTED, NULL), ==, 0);
  g_assert_cmpint (run_child (mask_seccomp, SL_SANDBOX_D, WAITING, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  static Try tries[G_N_ELEMENTS (phases)][G_N_ELEMENTS (probes)];

  g_test_init (&argc, &argv, NULL);
  for (guint phase = STARTED; phase <= GIVEN; phase++)
    for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
      {
        g_autofree char *a = g_strdup_printf ("/extract/sandbox/%slevel-a-does-not-let-it-%s",
                                              phases[phase], probes[i].name);
        g_autofree char *b = g_strdup_printf ("/extract/sandbox/%slevel-b-does-not-let-it-%s",
                                              phases[phase], probes[i].name);

        tries[phase][i] = (Try){ phase, probes[i].probe };
        g_test_add_data_func (a, &tries[phase][i], test_level_a);
        g_test_add_data_func (b, &tries[phase][i], test_level_b);
      }
  g_test_add_func ("/extract/sandbox/fonts-are-open-at-level-a-only", test_fonts);
  g_test_add_func ("/extract/sandbox/without-seccomp-the-level-is-d", test_level_d);
  g_test_add_func ("/extract/sandbox/a-spare-that-waits/may-receive-and-lock-and-nothing-else",
                   test_waiting);
  g_test_add_func ("/extract/sandbox/a-spare-with-its-document/may-receive-no-other", test_given);
  g_test_add_func ("/extract/sandbox/one-document-and-one-memory-are-received", test_receives);
  return g_test_run ();
}
