/* The token sequence as C does it: what calling it from Java is measured against. Built by parts/10-calls.sh. */
#ifdef _WIN32
#  define EXPORT __declspec(dllexport)
#else
#  define EXPORT __attribute__((visibility("default")))
#endif

typedef int (*Open)(void *thread, unsigned access, int asSelf, void **token);
typedef int (*Query)(void *token, int informationClass, void *buffer, unsigned length, unsigned *needed);
typedef int (*Close)(void *token);

/* Returns how often the thread had a token. */
EXPORT int token_loop(Open open, Query query, Close close, int times)
{
    int had = 0;
    for (int i = 0; i < times; i++) {
        void *token;
        char statistics[56];
        unsigned needed;
        if (open((void *)-2, 8, 1, &token)) {
            had += query(token, 10, statistics, sizeof statistics, &needed);
            close(token);
        }
    }
    return had;
}
