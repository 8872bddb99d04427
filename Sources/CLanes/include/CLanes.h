// Eight doubles at a time, as one-line functions that the Swift kernels inline.
//
// Why C: the standard library's SIMD select, comparison and horizontal sum are emitted as eight scalar operations and
// reassembled, or not, by a later pass of the compiler; a vector extension type is a vector all the way down. The
// functions hold one operation each and never contract a product and a sum, so that the bits are the same on every
// processor; multiplication, addition and subtraction are written in Swift.
#ifndef CLANES_H
#define CLANES_H

#pragma STDC FP_CONTRACT OFF

typedef double lanes_double __attribute__((ext_vector_type(8)));
typedef double lanes_double4 __attribute__((ext_vector_type(4)));
typedef double lanes_double2 __attribute__((ext_vector_type(2)));
typedef long long lanes_int __attribute__((ext_vector_type(8)));
typedef unsigned long long lanes_bits __attribute__((ext_vector_type(8)));
typedef int lanes_int32 __attribute__((ext_vector_type(8)));
typedef int lanes_count __attribute__((ext_vector_type(16)));

#define LANES static inline __attribute__((always_inline))

LANES lanes_double lanes_max(lanes_double a, lanes_double b) { return a > b ? a : b; }
LANES lanes_double lanes_min(lanes_double a, lanes_double b) { return a < b ? a : b; }
LANES lanes_double lanes_abs(lanes_double a) { return (lanes_double)((lanes_int)a & 0x7fffffffffffffffLL); }

// value where the condition holds, zero elsewhere.
LANES lanes_double lanes_if_equal(lanes_double a, lanes_double b, lanes_double value) {
  return (lanes_double)((a == b) & (lanes_int)value);
}
LANES lanes_double lanes_if_less(lanes_double a, lanes_double b, lanes_double value) {
  return (lanes_double)((a < b) & (lanes_int)value);
}
LANES lanes_double lanes_if_at_least(lanes_double a, lanes_double b, lanes_double value) {
  return (lanes_double)((a >= b) & (lanes_int)value);
}
// value where the condition does not hold, zero elsewhere: the same comparison serves both.
LANES lanes_double lanes_unless_less(lanes_double a, lanes_double b, lanes_double value) {
  return (lanes_double)(~(a < b) & (lanes_int)value);
}
LANES lanes_double lanes_unless_at_least(lanes_double a, lanes_double b, lanes_double value) {
  return (lanes_double)(~(a >= b) & (lanes_int)value);
}
// value in the first lanes, zero in the others.
LANES lanes_double lanes_first(lanes_double value, long count) {
  lanes_int rank = {0, 1, 2, 3, 4, 5, 6, 7};
  return (lanes_double)((rank < (long long)count) & (lanes_int)value);
}
// a ≤ b ? yes : no; a comparison with NaN is false.
LANES lanes_double lanes_choose_at_most(lanes_double a, lanes_double b, lanes_double yes, lanes_double no) {
  return a <= b ? yes : no;
}
LANES lanes_double lanes_choose_less(lanes_double a, lanes_double b, lanes_double yes, lanes_double no) {
  return a < b ? yes : no;
}
LANES lanes_double lanes_choose_number(lanes_double a, lanes_double no) { return a == a ? a : no; }

// Lanes before `split` from a, the others from b.
LANES lanes_double lanes_join(double a, double b, int split) {
  lanes_int rank = {0, 1, 2, 3, 4, 5, 6, 7};
  lanes_double first = a, second = b;
  return rank < (long long)split ? first : second;
}

// 2^exponent of |a| (the value of its leading bit), zero for a subnormal.
LANES lanes_double lanes_leading_bit(lanes_double a) { return (lanes_double)((lanes_int)a & 0x7ff0000000000000LL); }

// a · 2^k, where k is the whole number held in the low bits of `shifted` (a whole number plus 1.5 · 2^52).
LANES lanes_double lanes_scale(lanes_double a, lanes_double shifted) {
  return (lanes_double)((lanes_int)a + ((lanes_int)shifted << 52));
}

LANES lanes_double lanes_divide(lanes_double a, lanes_double b) { return a / b; }

// a = m · 2^k with m in [√½, √2), for a positive normal a: k, then m.
LANES lanes_double lanes_half_exponent(lanes_double a) {
  lanes_bits shifted = (lanes_bits)a + 0x00095f619980c433ULL;
  return (lanes_double)((shifted >> 52) + 0x4330000000000000ULL) - (4503599627370496.0 + 1023.0);
}
LANES lanes_double lanes_half_significand(lanes_double a) {
  lanes_bits shifted = (lanes_bits)a + 0x00095f619980c433ULL;
  return (lanes_double)((lanes_bits)a - ((shifted & 0xfff0000000000000ULL) - 0x3ff0000000000000ULL));
}

// Always ((0+4)+(2+6)) + ((1+5)+(3+7)).
LANES double lanes_sum(lanes_double a) {
  lanes_double4 q = a.lo + a.hi;
  lanes_double2 d = q.lo + q.hi;
  return d.x + d.y;
}
LANES double lanes_largest(lanes_double a) {
  lanes_double4 q = a.lo > a.hi ? a.lo : a.hi;
  lanes_double2 d = q.lo > q.hi ? q.lo : q.hi;
  return d.x > d.y ? d.x : d.y;
}

// Whole numbers held in the low bits of `shifted`, as 32-bit integers.
LANES lanes_int32 lanes_whole32(lanes_double shifted) {
  return __builtin_convertvector((lanes_int)shifted, lanes_int32);
}
LANES lanes_count lanes_count_at_least(lanes_count total, lanes_count keys, lanes_count threshold) {
  return total - (keys >= threshold);
}
LANES int lanes_count_sum(lanes_count a) {
  lanes_int32 h = a.lo + a.hi;
  return ((h.s0 + h.s4) + (h.s2 + h.s6)) + ((h.s1 + h.s5) + (h.s3 + h.s7));
}
LANES lanes_double lanes_add_one_at_least(lanes_double a, lanes_int32 keys, lanes_int32 threshold) {
  lanes_int mask = __builtin_convertvector(keys >= threshold, lanes_int);
  lanes_double one = 1.0;
  return a + (lanes_double)(mask & (lanes_int)one);
}

// Binary exponent and nine leading digits of |a|, counted from those of 1, which are 1, and 0 below; the sixteenth bit
// for a negative value.
typedef unsigned short lanes_code __attribute__((ext_vector_type(8)));
LANES lanes_code lanes_class(lanes_double a) {
  lanes_double below = 0x1.ff8p-1;
  lanes_double zero = 0.0;
  lanes_double magnitude = (lanes_double)((lanes_int)a & 0x7fffffffffffffffLL);
  magnitude = magnitude > below ? magnitude : below;
  lanes_bits place = ((lanes_bits)magnitude >> 43) - 0x7fdff;
  return __builtin_convertvector(place | ((lanes_bits)(a < zero) & 0x8000), lanes_code);
}

// Eight of a plain column, or the first `count` of them followed by zeros.
typedef double lanes_loose __attribute__((ext_vector_type(8), aligned(8)));
LANES lanes_double lanes_load(const double *place, long count) {
  if (count >= 8) return *(const lanes_loose *)place;
  lanes_double out = 0.0;
  for (long i = 0; i < count; i++) out[i] = place[i];
  return out;
}
LANES void lanes_store(double *place, lanes_double value, long count) {
  if (count >= 8) {
    *(lanes_loose *)place = value;
    return;
  }
  for (long i = 0; i < count; i++) place[i] = value[i];
}

// Keys in single precision, whose rounding keeps the order: eight written, sixteen compared.
typedef float lanes_single __attribute__((ext_vector_type(8), aligned(4)));
typedef float lanes_keys __attribute__((ext_vector_type(16)));
typedef float lanes_loose_keys __attribute__((ext_vector_type(16), aligned(4)));
LANES void lanes_store_single(float *place, lanes_double value) {
  *(lanes_single *)place = __builtin_convertvector(value, lanes_single);
}
LANES lanes_count lanes_count_keys(lanes_count total, const float *keys, float threshold) {
  lanes_keys bound = threshold;
  return total - (*(const lanes_loose_keys *)keys >= bound);
}

// Past the caches: for rows that nobody reads again soon.
LANES void lanes_stream(void *place, lanes_double value) {
  __builtin_nontemporal_store(value, (lanes_double *)place);
}

// 4: the processor has the x86-64-v4 instructions; 3: v3; 1: neither, or not an x86-64.
int lanes_processor_level(void);

#endif
