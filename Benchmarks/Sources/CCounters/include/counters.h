#ifndef COUNTERS_H
#define COUNTERS_H

/// What the process asked between `counters_start` and `counters_stop`, whatever the thread.
typedef struct {
  /// Calls of malloc, calloc, realloc and the aligned ones, from this program and from its libraries.
  long mallocs;
  /// Reference counts raised and lowered by the code of this program; the standard library's own are not seen.
  long retains;
  long releases;
} counters_t;

void counters_start(void);
counters_t counters_stop(void);

#endif
