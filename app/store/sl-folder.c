/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-store"
#include "config.h"

#include "store/sl-store-private.h"

#include "base/sl-share.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <pwd.h>
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

/* FALSE with @error unless @path is a folder. */
static gboolean
read_folder (const char *path, struct stat *info, GError **error)
{
  if (stat (path, info) != 0)
    {
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
                   _ ("There is no casebook in %s: the folder does not exist."), path);
      return FALSE;
    }
  if (S_ISDIR (info->st_mode))
    return TRUE;
  errno = ENOTDIR;
  return fail (path, error);
}

/* Both the folder and the records in it are made for the group: a folder that came by its mode
 * through its surroundings is not taken for one that was meant to be shared. */
gboolean
sl_folder_is_shared (const char *path)
{
  g_autofree char *name = g_build_filename (path, SL_STORE_DATABASE_NAME, NULL);
  struct stat folder, file;

  return stat (path, &folder) == 0 && (folder.st_mode & 07777) == SL_SHARE_FOLDER_MODE &&
         lstat (name, &file) == 0 && S_ISREG (file.st_mode) &&
         (file.st_mode & 0777) == SL_SHARE_FILE_MODE && file.st_gid == folder.st_gid;
}

/* Makes @path when @create, and sees to it that only its owner may look in, or their group where it
 * is shared. */
gboolean
sl_folder_prepare (const char *path, gboolean create, GError **error)
{
  struct stat info;

  if (create && g_mkdir_with_parents (path, 0700) != 0)
    return fail (path, error);
  if (!read_folder (path, &info, error))
    return FALSE;
  if (sl_folder_is_shared (path))
    return TRUE;
  if ((info.st_mode & 0077) != 0 && info.st_uid == geteuid () && chmod (path, 0700) != 0 &&
      errno != EROFS)
    return fail (path, error);
  return TRUE;
}

/* The number of the group of that name, or written as its number. */
static gboolean
find_group (const char *group, gid_t *gid, GError **error)
{
  char buffer[16384];
  struct group entry;
  struct group *found = NULL;
  guint64 number;

  if (getgrnam_r (group, &entry, buffer, sizeof buffer, &found) == 0 && found != NULL)
    {
      *gid = found->gr_gid;
      return TRUE;
    }
  if (g_ascii_string_to_unsigned (group, 10, 0, G_MAXUINT32 - 1, &number, NULL))
    {
      *gid = (gid_t) number;
      return TRUE;
    }
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_NOT_FOUND,
               _ ("There is no group “%s” on this computer, so nobody can share a casebook in it."),
               group);
  return FALSE;
}

static gboolean
is_empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

static gboolean
give_to_group (const char *path, const char *group, gid_t gid, GError **error)
{
  if (chown (path, (uid_t) -1, gid) != 0)
    {
      if (errno != EPERM && errno != EINVAL)
        return fail (path, error);
      g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
                   _ ("The folder %s cannot be given to the group “%s”: this account is not one of "
                      "its members, or not the folder's owner."),
                   path, group);
      return FALSE;
    }
  return chmod (path, SL_SHARE_FOLDER_MODE) == 0 || fail (path, error);
}

gboolean
sl_folder_share (const char *path, const char *group, gboolean create, GError **error)
{
  struct stat info;
  gid_t gid;

  if (!find_group (group, &gid, error))
    return FALSE;
  if (create && g_mkdir_with_parents (path, 0700) != 0)
    return fail (path, error);
  if (!read_folder (path, &info, error))
    return FALSE;
  if (sl_folder_is_shared (path) && info.st_gid == gid)
    return TRUE;
  /* Made by an administrator for the group, and nothing in it yet. */
  if (is_empty (path) && info.st_gid == gid && (info.st_mode & 07777) == SL_SHARE_FOLDER_MODE)
    return TRUE;
  if (is_empty (path))
    return give_to_group (path, group, gid, error);
  g_set_error (error, SL_STORE_ERROR, SL_STORE_ERROR_REFUSED,
               sl_folder_is_shared (path)
                   ? _ ("The casebook in %s is shared, but not with the group “%s”.")
                   : _ ("The folder %s is in use and not shared, and is not opened up to the group "
                        "“%s”. Make a new shared casebook in an empty folder."),
               path, group);
  return FALSE;
}

/* The login name of an account, else its number. */
static char *
name_account (gint64 uid)
{
  char buffer[4096];
  struct passwd entry;
  struct passwd *found = NULL;

  if (getpwuid_r ((uid_t) uid, &entry, buffer, sizeof buffer, &found) == 0 && found != NULL)
    return g_strdup (found->pw_name);
  return g_strdup_printf (_ ("account %u"), (guint) uid);
}

/* Who wrote the lock file: the process and its account. */
static SlFolderHolder
read_holder (int fd)
{
  char text[128] = "";
  gssize length = pread (fd, text, sizeof text - 1, 0);
  g_auto (GStrv) words = g_strsplit (length > 0 ? text : "", " ", 2);
  SlFolderHolder holder = { .uid = -1 };

  holder.pid = words[0] != NULL ? g_ascii_strtoll (words[0], NULL, 10) : 0;
  if (words[0] != NULL && words[1] != NULL)
    holder.uid = g_ascii_strtoll (words[1], NULL, 10);
  return holder;
}

gboolean
sl_folder_is_other (const SlFolderHolder *holder)
{
  return holder->pid > 0 && holder->uid >= 0 && holder->uid != (gint64) geteuid ();
}

char *
sl_folder_describe_holder (const SlFolderHolder *holder, const char *name)
{
  g_autofree char *account = NULL;

  if (sl_folder_is_other (holder))
    {
      account = name == NULL ? name_account (holder->uid) : NULL;
      return g_strdup_printf (_ ("%s has this casebook open (process %d). You can read here; "
                                 "changes can be made once it is closed there."),
                              name != NULL ? name : account, (int) holder->pid);
    }
  if (holder->pid > 0)
    return g_strdup_printf (_ ("Another Sightline (process %d) has this casebook open. You can "
                               "read here, but changes are made there."),
                            (int) holder->pid);
  return g_strdup (_ ("Another Sightline has this casebook open. You can read here, but changes "
                      "are made there."));
}

/* Locks belong to the open file, not the process (OFD): two stores of one process exclude each
 * other too, and closing another descriptor of the file gives nothing away. The kernel frees the
 * lock when the process dies; the file itself stays. */
SlFolderLock
sl_folder_lock (const char *path, int *fd, SlFolderHolder *holder, char **reason)
{
  g_autofree char *name = g_build_filename (path, SL_STORE_LOCK_NAME, NULL);
  g_autofree char *ours = g_strdup_printf ("%d %u\n", (int) getpid (), (guint) geteuid ());
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  *holder = (SlFolderHolder){ .uid = -1 };
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
  sl_share_settle_path (path, name);
  if (fcntl (*fd, F_OFD_SETLK, &lock) == 0)
    {
      /* Only told to people: a full disk may leave it empty. */
      if (ftruncate (*fd, 0) != 0 || pwrite (*fd, ours, strlen (ours), 0) < 0)
        g_debug ("The lock file could not be written: %s", g_strerror (errno));
      return SL_FOLDER_LOCKED;
    }
  *holder = read_holder (*fd);
  *reason = sl_folder_describe_holder (holder, NULL);
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
  sl_share_settle_path (path, name);
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
