/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#pragma once

#include "assessment/sl-assessment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A piece of evidence: number, note, quotation, the item it stands for with its verdict, the
 * drawing. While it is the current one it offers to edit the note, to open the item, to remove it.
 * Signals: "note-changed" (text), "remove", "open-item" (item id). */
#define SL_TYPE_EVIDENCE_CARD (sl_evidence_card_get_type ())
G_DECLARE_FINAL_TYPE (SlEvidenceCard, sl_evidence_card, SL, EVIDENCE_CARD, GtkWidget)

/* @answer (nullable): the item's answer that rests on it. */
GtkWidget *
sl_evidence_card_new (SlEvidence *evidence, guint number, SlDocument *document, SlAnswer *answer);
SlEvidence *sl_evidence_card_get_evidence (SlEvidenceCard *self);
void sl_evidence_card_set_current (SlEvidenceCard *self, gboolean current);
void sl_evidence_card_edit (SlEvidenceCard *self);

G_END_DECLS
