#include "cbytes.h"

// Length of the well-formed UTF-8 sequence at the head of the bytes; 0 when there is none.
static size_t sequence(const uint8_t *p, size_t left) {
  const uint8_t a = p[0];
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4) return 0;
  const size_t length = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
  if (left < length) return 0;
  for (size_t i = 1; i < length; i++)
    if ((p[i] & 0xC0) != 0x80) return 0;
  // Overlong forms, surrogates, and what lies beyond U+10FFFF.
  if (a == 0xE0 && p[1] < 0xA0) return 0;
  if (a == 0xED && p[1] > 0x9F) return 0;
  if (a == 0xF0 && p[1] < 0x90) return 0;
  if (a == 0xF4 && p[1] > 0x8F) return 0;
  return length;
}

pacte_survey_result pacte_survey(const uint8_t *bytes, size_t count) {
  pacte_survey_result found = {0, count, 1};
  size_t checked = 0;
  size_t i = 0;
#if defined(__SSE2__)
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i zero = _mm_setzero_si128();
  for (; i + 64 <= count; i += 64) {
    const __m128i *p = (const __m128i *)(bytes + i);
    const __m128i a = _mm_loadu_si128(p), b = _mm_loadu_si128(p + 1);
    const __m128i c = _mm_loadu_si128(p + 2), d = _mm_loadu_si128(p + 3);
    // Each comparison is 0 or -1: their sum over the four vectors counts the line feeds, byte by byte.
    const __m128i feeds = _mm_add_epi8(
        _mm_add_epi8(_mm_cmpeq_epi8(a, lf), _mm_cmpeq_epi8(b, lf)),
        _mm_add_epi8(_mm_cmpeq_epi8(c, lf), _mm_cmpeq_epi8(d, lf)));
    if (_mm_movemask_epi8(feeds)) {
      const __m128i sums = _mm_sad_epu8(_mm_sub_epi8(zero, feeds), zero);
      found.line_feeds += (size_t)(_mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_srli_si128(sums, 8)));
    }
    const __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
    if (_mm_movemask_epi8(_mm_cmpeq_epi8(least, zero)) && found.first_nul == count) {
      size_t j = i;
      while (bytes[j]) j++;
      found.first_nul = j;
    }
    if (!_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)))) {
      if (checked < i + 64) checked = i + 64;
      continue;
    }
    while (found.utf8 && checked < i + 64) {
      const size_t length = sequence(bytes + checked, count - checked);
      if (length == 0) found.utf8 = 0;
      checked += length;
    }
  }
#endif
  for (size_t j = i; j < count; j++) {
    found.line_feeds += bytes[j] == '\n';
    if (bytes[j] == 0 && found.first_nul == count) found.first_nul = j;
  }
  while (found.utf8 && checked < count) {
    const size_t length = sequence(bytes + checked, count - checked);
    if (length == 0) found.utf8 = 0;
    checked += length;
  }
  return found;
}
