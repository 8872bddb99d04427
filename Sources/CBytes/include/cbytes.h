#ifndef PACTE_CBYTES_H
#define PACTE_CBYTES_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// One bit a byte of a block of 64: set where the byte is a separator, a line feed or a quote. Only what every x86-64
// has (SSE2) is used, so that one binary runs everywhere; other processors take the portable branch.
static inline uint64_t pacte_delimiters_64(const uint8_t *block, uint8_t separator) {
#if defined(__SSE2__)
  const __m128i s = _mm_set1_epi8((char)separator);
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i quote = _mm_set1_epi8('"');
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i v = _mm_loadu_si128((const __m128i *)(block + 16 * part));
    const __m128i hit =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, s), _mm_cmpeq_epi8(v, lf)), _mm_cmpeq_epi8(v, quote));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << (16 * part);
  }
  return mask;
#else
  uint64_t mask = 0;
  for (int i = 0; i < 64; i++) {
    const uint8_t byte = block[i];
    mask |= (uint64_t)(byte == separator || byte == '\n' || byte == '"') << i;
  }
  return mask;
#endif
}

typedef struct {
  size_t line_feeds;
  // Position of the first NUL byte, or the count of bytes when there is none.
  size_t first_nul;
  // 1 when the bytes are well-formed UTF-8.
  int utf8;
} pacte_survey_result;

// What must be known of a text before it is cut: its lines, its encoding, whether it is a text at all.
pacte_survey_result pacte_survey(const uint8_t *bytes, size_t count);

// Compresses whole blocks of 64 bytes into the state; 0 when the processor has no SHA instructions and nothing was done.
int pacte_sha256_blocks(uint32_t state[8], const uint8_t *blocks, size_t count);

#endif
