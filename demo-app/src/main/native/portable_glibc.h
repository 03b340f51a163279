/*
 * Asks the linker for the oldest versions of the functions that glibc 2.34 moved from libpthread into libc, so that a
 * library built on a new system loads on an old one (2.17 and later). A JVM has libpthread loaded in any case.
 */
#ifndef PORTABLE_GLIBC_H
#define PORTABLE_GLIBC_H
#ifdef MAPIDEMO_PORTABLE_GLIBC
#  ifdef __x86_64__
#    define OLDEST_GLIBC "GLIBC_2.2.5"
#  else
#    define OLDEST_GLIBC "GLIBC_2.17"
#  endif
__asm__(".symver pthread_create, pthread_create@" OLDEST_GLIBC);
__asm__(".symver pthread_detach, pthread_detach@" OLDEST_GLIBC);
__asm__(".symver pthread_once, pthread_once@" OLDEST_GLIBC);
__asm__(".symver pthread_sigmask, pthread_sigmask@" OLDEST_GLIBC);
__asm__(".symver pthread_key_create, pthread_key_create@" OLDEST_GLIBC);
__asm__(".symver pthread_setspecific, pthread_setspecific@" OLDEST_GLIBC);
#endif
#endif
