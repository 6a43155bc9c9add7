/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-extract"
#include "config.h"

#include "extract/sl-input.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* The worker's ear: frames from its socket. A plain read cannot receive a descriptor, so only the
 * worker that waits for its document can be given any, and only once. */

#define DESCRIPTORS 2

/**
 * sl_input_read:
 * @reader: what has been heard so far
 * @frame: (out): the next frame
 *
 * Returns: %FALSE when the program has gone, or what it says makes no sense
 */
gboolean
sl_input_read (SlFrameReader *reader, SlFrame *frame)
{
  guint8 chunk[4096];
  gssize n;

  while (!sl_frame_reader_next (reader, frame, NULL))
    {
      do
        n = read (SL_WORKER_SOCKET_FD, chunk, sizeof chunk);
      while (n < 0 && errno == EINTR);
      if (n <= 0)
        return FALSE;
      sl_frame_reader_push (reader, chunk, n);
    }
  return TRUE;
}

/* The next bytes, with the descriptors that came along put behind the @n_fds in @fds. */
static gssize
receive_some (guint8 *chunk, gsize size, int *fds, guint *n_fds)
{
  union
  {
    struct cmsghdr head; /* for its alignment */
    char room[CMSG_SPACE (DESCRIPTORS * sizeof (int))];
  } control;
  struct iovec bytes = { chunk, size };
  struct msghdr message = {
    .msg_iov = &bytes, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *head;
  gssize n;

  do
    n = recvmsg (SL_WORKER_SOCKET_FD, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  head = n > 0 ? CMSG_FIRSTHDR (&message) : NULL;
  if (head == NULL)
    return n;
  if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS ||
      head->cmsg_len != CMSG_LEN (DESCRIPTORS * sizeof (int)) || *n_fds > 0 ||
      (message.msg_flags & MSG_CTRUNC) != 0)
    return -1;
  memcpy (fds, CMSG_DATA (head), DESCRIPTORS * sizeof (int));
  *n_fds = DESCRIPTORS;
  return n;
}

/**
 * sl_input_receive:
 * @reader: what has been heard so far
 * @document_fd: (out): the document
 * @pixels_fd: (out): the memory to draw into
 * @password: (out) (transfer full): the document's password; "" none
 *
 * Waits, for as long as the program likes, for the document.
 *
 * Returns: %FALSE when the program has gone, or gave anything but one document and one memory
 */
gboolean
sl_input_receive (SlFrameReader *reader, int *document_fd, int *pixels_fd, char **password)
{
  guint8 chunk[4096];
  SlFrame frame;
  int fds[DESCRIPTORS] = { -1, -1 };
  guint n_fds = 0;
  gssize n;

  *password = NULL;
  while (!sl_frame_reader_next (reader, &frame, NULL))
    {
      n = receive_some (chunk, sizeof chunk, fds, &n_fds);
      if (n <= 0)
        return FALSE;
      sl_frame_reader_push (reader, chunk, n);
    }
  if (frame.kind != SL_FRAME_GIVE || n_fds != DESCRIPTORS)
    return FALSE;
  *password = sl_frame_get_text (&frame, 10000);
  *document_fd = fds[0];
  *pixels_fd = fds[1];
  return sl_frame_is_done (&frame);
}
