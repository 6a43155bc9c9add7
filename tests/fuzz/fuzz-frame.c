/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright 2026 The Sightline authors */

#include "config.h"

#include "documents/sl-extraction-private.h"

/* Whatever a worker may send: the bytes go through the frame reader into an extraction, in two
 * pieces so that frames are cut at every place. */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (SlFrameReader) reader = sl_frame_reader_new ();
  g_autoptr (SlExtraction) extraction = sl_extraction_new ("application/pdf");
  SlExtractionStream *stream = sl_extraction_stream_new (extraction);
  gsize cut = size > 0 ? data[0] % (size + 1) : 0;
  SlFrame frame;

  sl_frame_reader_push (reader, data, cut);
  while (sl_frame_reader_next (reader, &frame, NULL))
    if (!sl_extraction_stream_take (stream, &frame, NULL))
      break;
  sl_frame_reader_push (reader, data + cut, size - cut);
  while (sl_frame_reader_next (reader, &frame, NULL))
    if (!sl_extraction_stream_take (stream, &frame, NULL))
      break;
  sl_extraction_stream_free (stream);
  sl_extraction_seal (extraction);
  return 0;
}
