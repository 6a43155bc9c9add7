/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-base"
#include "config.h"

#include "base/sl-share.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * sl_share_is_shared:
 * @folder: a descriptor of a data folder
 *
 * Returns: whether the folder is made for a group, by its mode alone
 */
gboolean
sl_share_is_shared (int folder)
{
  struct stat info;

  return fstat (folder, &info) == 0 && S_ISDIR (info.st_mode) &&
         (info.st_mode & 07777) == SL_SHARE_FOLDER_MODE;
}

gboolean
sl_share_settle (int folder, int fd)
{
  struct stat info;

  if (!sl_share_is_shared (folder))
    return TRUE;
  if (fstat (fd, &info) != 0)
    return FALSE;
  if (info.st_uid != geteuid ())
    return TRUE;
  return fchmod (fd, S_ISDIR (info.st_mode) ? SL_SHARE_FOLDER_MODE : SL_SHARE_FILE_MODE) == 0;
}

gboolean
sl_share_settle_path (const char *folder, const char *path)
{
  int base = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  gboolean settled = base >= 0 && fd >= 0 && sl_share_settle (base, fd);

  if (base >= 0)
    close (base);
  if (fd >= 0)
    close (fd);
  return settled;
}
