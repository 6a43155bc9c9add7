/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SL_SANDBOX_A, /* Landlock and seccomp */
  SL_SANDBOX_B, /* seccomp alone: after lockdown no file can be opened at all */
  SL_SANDBOX_D, /* no seccomp: no document may be opened */
} SlSandboxLevel;

typedef enum
{
  SL_SANDBOX_ENFORCE,
  SL_SANDBOX_LOG, /* tests only: forbidden calls are logged by the kernel and done */
} SlSandboxAction;

/* First of all: no new privileges, no dumps, death with the parent. */
gboolean sl_sandbox_begin (void);
/* After begin: whether @parent is still the parent. */
gboolean sl_sandbox_has_parent (guint parent);
gboolean sl_sandbox_limit (gboolean render);
/* When everything that needs files is warm. @socket: the one from which the document is still to be
 * received, or -1 when it is at hand. @words says what is in place. */
SlSandboxLevel sl_sandbox_lock (SlSandboxAction action, int socket, char **words);
/* Last of all, when the document has been received: nothing more can be. FALSE: it stays open. */
gboolean sl_sandbox_close (void);
/* Tries something forbidden; FALSE when it was possible. */
gboolean sl_sandbox_test (SlSandboxLevel level);

const char *sl_sandbox_level_name (SlSandboxLevel level);

G_END_DECLS
