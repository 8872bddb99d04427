// A program's own definition of malloc or swift_retain takes the place of the library's: these count, then do what the
// library does. For the GNU C library, whose allocator can be called by another name.
#define _GNU_SOURCE
#include "counters.h"

#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_bool counting;
static atomic_long mallocs, retains, releases;

static inline void count(atomic_long *counter) {
  if (atomic_load_explicit(&counting, memory_order_relaxed)) {
    atomic_fetch_add_explicit(counter, 1, memory_order_relaxed);
  }
}

void counters_start(void) {
  atomic_store(&mallocs, 0);
  atomic_store(&retains, 0);
  atomic_store(&releases, 0);
  atomic_store(&counting, 1);
}

counters_t counters_stop(void) {
  atomic_store(&counting, 0);
  return (counters_t){atomic_load(&mallocs), atomic_load(&retains), atomic_load(&releases)};
}

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

void *malloc(size_t size) {
  count(&mallocs);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count(&mallocs);
  return __libc_calloc(number, size);
}

void *realloc(void *old, size_t size) {
  count(&mallocs);
  return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
  count(&mallocs);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **out, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *place = memalign(alignment, size);
  if (place == NULL) return ENOMEM;
  *out = place;
  return 0;
}

// The next definition in the order of the libraries, looked for once.
#define NEXT(type, name)                                                                  \
  static _Atomic(type) next;                                                              \
  type found = atomic_load_explicit(&next, memory_order_relaxed);                         \
  if (found == NULL) {                                                                    \
    found = (type)dlsym(RTLD_NEXT, #name);                                                \
    atomic_store_explicit(&next, found, memory_order_relaxed);                            \
  }

typedef void *(*retain_t)(void *);
typedef void (*release_t)(void *);
typedef void *(*retain_n_t)(void *, unsigned);
typedef void (*release_n_t)(void *, unsigned);

#define RETAIN(name)          \
  void *name(void *object) {  \
    NEXT(retain_t, name)      \
    count(&retains);          \
    return found(object);     \
  }

#define RELEASE(name)         \
  void name(void *object) {   \
    NEXT(release_t, name)     \
    count(&releases);         \
    found(object);            \
  }

#define RETAIN_N(name)                    \
  void *name(void *object, unsigned n) {  \
    NEXT(retain_n_t, name)                \
    count(&retains);                      \
    return found(object, n);              \
  }

#define RELEASE_N(name)                   \
  void name(void *object, unsigned n) {   \
    NEXT(release_n_t, name)               \
    count(&releases);                     \
    found(object, n);                     \
  }

RETAIN(swift_retain)
RELEASE(swift_release)
RETAIN(swift_bridgeObjectRetain)
RELEASE(swift_bridgeObjectRelease)
RETAIN_N(swift_retain_n)
RELEASE_N(swift_release_n)
RETAIN_N(swift_bridgeObjectRetain_n)
RELEASE_N(swift_bridgeObjectRelease_n)
