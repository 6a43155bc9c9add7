/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* The data folder: its rights, its lock, the disk it lies on, and the reserve. */

#define RESERVE_BYTES (16 * 1024 * 1024)

/* Kinds of file system (statfs) on which SQLite's locks or syncs cannot be trusted. */
static const struct
{
  guint32 type;
  const char *name;
} unsafe_file_systems[] = {
  { 0x6969, "NFS" },      { 0x517b, "SMB" },      { 0xff534d42, "CIFS" },   { 0xfe534d42, "SMB" },
  { 0x65735546, "FUSE" }, { 0x01021997, "9P" },   { 0x5346414f, "AFS" },    { 0x73757245, "Coda" },
  { 0x00c36400, "Ceph" }, { 0x47504653, "GPFS" }, { 0x0bd00bd0, "Lustre" },
};

static const char *const sync_clients[] = { "/OneDrive", "/Dropbox",      "/Nextcloud",
                                            "/ownCloud", "/Google Drive", "/GoogleDrive",
                                            "/Syncthing" };

static gboolean
fail (const char *path, GError **error)
{
  int code = errno;

  g_set_error (error, SL_STORE_ERROR, code == ENOSPC ? SL_STORE_ERROR_FULL : SL_STORE_ERROR_FAILED,
               _ ("The folder %s cannot be used for a casebook: %s"), path, g_strerror (code));
  return FALSE;
}

/* Makes @path when @create, and sees to it that only its owner may look in. */
gboolean
sl_folder_prepare (const char *path, gboolean create, GError **error)
{
  struct stat info;

  if (create && g_mkdir_with_parents (path, 0700) != 0)
    return fail (path, error);
  if (stat (path, &info) != 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no casebook in %s: the folder does not exist."), path);
      return FALSE;
    }
  if (!S_ISDIR (info.st_mode))
    {
      errno = ENOTDIR;
      return fail (path, error);
    }
  if ((info.st_mode & 0077) != 0 && info.st_uid == geteuid () && chmod (path, 0700) != 0 &&
      errno != EROFS)
    return fail (path, error);
  return TRUE;
}

/* Who wrote the lock file: the process and since when. */
static char *
describe_holder (int fd)
{
  char text[128] = "";
  gssize length = pread (fd, text, sizeof text - 1, 0);
  gint64 pid = length > 0 ? g_ascii_strtoll (text, NULL, 10) : 0;

  if (pid > 0)
    return g_strdup_printf (_ ("Another Sightline (process %d) has this casebook open. You can "
                               "read here, but changes are made there."),
                            (int) pid);
  return g_strdup (_ ("Another Sightline has this casebook open. You can read here, but changes "
                      "are made there."));
}

/* Locks belong to the open file, not the process (OFD): two stores of one process exclude each
 * other too, and closing another descriptor of the file gives nothing away. The kernel frees the
 * lock when the process dies; the file itself stays. */
SlFolderLock
sl_folder_lock (const char *path, int *fd, char **reason)
{
  g_autofree char *name = g_build_filename (path, SL_STORE_LOCK_NAME, NULL);
  g_autofree char *pid = g_strdup_printf ("%d\n", (int) getpid ());
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  /* A lock file left from before could be opened where the journal could not be made. */
  *fd = access (path, W_OK) == 0
            ? open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600)
            : -1;
  if (*fd < 0)
    {
      *reason = g_strdup_printf (_ ("The folder %s cannot be written (%s). You can read, but not "
                                    "change anything."),
                                 path, g_strerror (errno));
      return SL_FOLDER_DENIED;
    }
  if (fcntl (*fd, F_OFD_SETLK, &lock) == 0)
    {
      /* Only told to people: a full disk may leave it empty. */
      if (ftruncate (*fd, 0) != 0 || pwrite (*fd, pid, strlen (pid), 0) < 0)
        g_debug ("The lock file could not be written: %s", g_strerror (errno));
      return SL_FOLDER_LOCKED;
    }
  *reason = describe_holder (*fd);
  close (*fd);
  *fd = -1;
  return SL_FOLDER_HELD;
}

char *
sl_folder_dup_warning (const char *path)
{
  struct statfs info;

  if (statfs (path, &info) == 0)
    for (guint i = 0; i < G_N_ELEMENTS (unsafe_file_systems); i++)
      if ((guint32) info.f_type == unsafe_file_systems[i].type)
        return g_strdup_printf (_ ("This casebook lies on a network or foreign file system (%s), "
                                   "where a lost connection can damage it. Keep it on this "
                                   "computer's own disk and back it up to the network."),
                                unsafe_file_systems[i].name);
  for (guint i = 0; i < G_N_ELEMENTS (sync_clients); i++)
    if (strstr (path, sync_clients[i]) != NULL)
      return g_strdup_printf (_ ("This casebook lies in a folder that is synchronised (%s), which "
                                 "can damage it. Keep it outside and back it up there."),
                              sync_clients[i] + 1);
  return NULL;
}

void
sl_folder_reserve (const char *path)
{
  g_autofree char *name = g_build_filename (path, SL_STORE_RESERVE_NAME, NULL);
  int fd = open (name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  struct stat info;

  if (fd < 0)
    return;
  /* A half-made reserve would be worse than none: it takes the room and gives none back. */
  if (fstat (fd, &info) == 0 && info.st_size < RESERVE_BYTES &&
      posix_fallocate (fd, 0, RESERVE_BYTES) != 0)
    g_unlink (name);
  close (fd);
}

gboolean
sl_folder_release_reserve (const char *path)
{
  g_autofree char *name = g_build_filename (path, SL_STORE_RESERVE_NAME, NULL);

  return g_unlink (name) == 0;
}

gboolean
sl_folder_sync (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    fail (path, error);
  if (fd >= 0)
    close (fd);
  return synced;
}
