/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* The rights of a data folder that several accounts of one computer work in. Such a folder is 2770:
 * its group's, and what is made in it becomes its group's. Everything is made private first, and
 * opened to the group by these when the folder is a shared one. */
#define SL_SHARE_FOLDER_MODE 02770
#define SL_SHARE_FILE_MODE 0660

gboolean sl_share_is_shared (int folder);
/* Gives the file or folder @fd, made in the data folder @folder or below, to the group when the
 * data folder is shared. FALSE with errno. */
gboolean sl_share_settle (int folder, int fd);
/* The same by names. A file of another account is left alone: it was settled when it was made. */
gboolean sl_share_settle_path (const char *folder, const char *path);

G_END_DECLS
