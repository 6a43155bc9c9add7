/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "store/sl-backup.h"

G_BEGIN_DECLS

#define SL_MANIFEST_NAME "manifest"
#define SL_BACKUP_PREFIX "sightline-"
#define SL_BACKUP_PARTIAL ".partial"

SlBackup *sl_backup_new (void);
gboolean sl_manifest_save (const SlBackup *backup, GError **error);

G_END_DECLS
