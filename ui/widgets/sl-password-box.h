/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "documents/sl-library.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a document's password, three times at most, and reads the document again with it.
 * Signal: "opened": the record holds what was read, the library knows the password. */
#define SL_TYPE_PASSWORD_BOX (sl_password_box_get_type ())
G_DECLARE_FINAL_TYPE (SlPasswordBox, sl_password_box, SL, PASSWORD_BOX, GtkWidget)

void sl_password_box_set_document (SlPasswordBox *self, SlLibrary *library, SlDocument *document);

G_END_DECLS
