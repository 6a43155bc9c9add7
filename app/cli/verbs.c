/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#define G_LOG_DOMAIN "sl-cli"
#include "config.h"

#include "verbs.h"

/* In the order of the work, which is the order of --help; one a line, so that adding one touches no
 * other. */
/* clang-format off */
const SlVerb *const sl_verbs[] = {
  &sl_verb_import,
  &sl_verb_new,
  &sl_verb_list,
  &sl_verb_case,
  &sl_verb_link,
  &sl_verb_action,
  &sl_verb_due,
  &sl_verb_show,
  &sl_verb_search,
  &sl_verb_assess,
  &sl_verb_observe,
  &sl_verb_photograph,
  &sl_verb_crime,
  &sl_verb_draft,
  &sl_verb_check,
  &sl_verb_render,
  &sl_verb_report,
  &sl_verb_review,
  &sl_verb_bundle,
  &sl_verb_issue,
  &sl_verb_outcome,
  &sl_verb_meeting,
  &sl_verb_visit,
  &sl_verb_survey,
  &sl_verb_scheme,
  &sl_verb_advice,
  &sl_verb_progress,
  &sl_verb_people,
  &sl_verb_packs,
  &sl_verb_backup,
  &sl_verb_restore,
  &sl_verb_audit,
  NULL,
};
/* clang-format on */
