/*
 * The JNI face: class io.mapiaudit.demo.binding.NativeMapi, for programs that reach MAPI through their own native
 * library. It goes through the same vtables as any other client, by slot number.
 */
#include "notify.h"
#include "session.h"

#include <jni.h>
#include <stdlib.h>

#define FACE(name) Java_io_mapiaudit_demo_binding_NativeMapi_##name
#define SLOT(object, slot, type) ((type)((Unknown *)(object))->vtbl[slot])

static JavaVM *vm;
static __thread HRESULT lastResult;

static jint done(HRESULT result) { return (jint)(lastResult = result); }
static void *pointer(jlong handle) { return (void *)(uintptr_t)handle; }
static jlong handle(void *object) { return (jlong)(uintptr_t)object; }

/* Java may pass anything: only a live object's vtable is called through. */
static bool live(jlong value, int kinds)
{
    Call call;
    bool is = call_enter(&call, pointer(value), kinds);
    call_leave(&call, S_OK);
    if (!is) lastResult = MAPI_E_INVALID_OBJECT;
    return is;
}

/* The IMAPISession a store was opened from. */
static jlong session_of(Object *store)
{
    Call call;
    jlong session = call_enter(&call, store, KIND_STORE) ? handle(store->session->object) : 0;
    call_leave(&call, S_OK);
    return session;
}

/* What a Java sink's callback needs to know. */
typedef struct JavaSink { jobject sink; jmethodID onNotify; jlong session; } JavaSink;

static JNIEnv *environment(bool *attached)
{
    void *env = NULL;
    *attached = false;
    if ((*vm)->GetEnv(vm, &env, JNI_VERSION_1_6) == JNI_OK) return env;
    if ((*vm)->AttachCurrentThread(vm, &env, NULL) != JNI_OK) return NULL;
    *attached = true;
    return env;
}

static LONG MAPIMETHOD call_java(void *context, ULONG count, NOTIFICATION *notifications)
{
    const JavaSink *to = context;
    bool attached;
    JNIEnv *env = environment(&attached);
    if (env == NULL) return 0;
    for (ULONG i = 0; i < count; i++) {
        (*env)->CallVoidMethod(env, to->sink, to->onNotify, to->session, (jint)notifications[i].ulEventType);
        if ((*env)->ExceptionCheck(env)) (*env)->ExceptionClear(env);
    }
    if (attached) (*vm)->DetachCurrentThread(vm);
    return 0;
}

static void free_java_sink(void *context)
{
    JavaSink *sink = context;
    bool attached;
    JNIEnv *env = environment(&attached);
    if (env != NULL) (*env)->DeleteGlobalRef(env, sink->sink);
    if (attached) (*vm)->DetachCurrentThread(vm);
    free(sink);
}

JNIEXPORT jint JNICALL FACE(initialize)(JNIEnv *env, jclass type, jint flags)
{
    (void)type;
    MAPIINIT_0 init = { 0, (ULONG)flags };
    if (vm == NULL) (*env)->GetJavaVM(env, &vm);
    return done(MAPIInitialize(&init));
}

JNIEXPORT void JNICALL FACE(uninitialize)(JNIEnv *env, jclass type)
{
    (void)env, (void)type;
    MAPIUninitialize();
    done(S_OK);
}

JNIEXPORT jlong JNICALL FACE(logon)(JNIEnv *env, jclass type, jstring profile, jint flags)
{
    (void)type;
    const char *name = profile ? (*env)->GetStringUTFChars(env, profile, NULL) : NULL;
    Unknown *session = NULL;
    done(MAPILogonEx(0, name, NULL, (ULONG)flags & ~MAPI_UNICODE, &session));
    if (name != NULL) (*env)->ReleaseStringUTFChars(env, profile, name);
    return handle(session);
}

JNIEXPORT jlong JNICALL FACE(openStore)(JNIEnv *env, jclass type, jlong session)
{
    (void)env, (void)type;
    typedef HRESULT(MAPIMETHOD *OpenMsgStore)(void *, ULONG_PTR, ULONG, void *, void *, ULONG, Unknown **);
    Unknown *store = NULL;
    if (!live(session, KIND_SESSION)) return 0;
    done(SLOT(pointer(session), 5, OpenMsgStore)(pointer(session), 0, 0, NULL, NULL, 0, &store));
    return handle(store);
}

JNIEXPORT jlong JNICALL FACE(advise)(JNIEnv *env, jclass type, jlong store, jobject sink)
{
    (void)type;
    typedef HRESULT(MAPIMETHOD *AdviseSlot)(void *, ULONG, void *, ULONG, Unknown *, ULONG_PTR *);
    JavaSink *context = sink ? calloc(1, sizeof *context) : NULL;
    if (!live(store, KIND_STORE) || context == NULL) {
        if (context == NULL) done(MAPI_E_INVALID_PARAMETER);
        free(context);
        return 0;
    }
    if (vm == NULL) (*env)->GetJavaVM(env, &vm);
    context->onNotify = (*env)->GetMethodID(env, (*env)->GetObjectClass(env, sink), "onNotify", "(JI)V");
    context->sink = context->onNotify ? (*env)->NewGlobalRef(env, sink) : NULL;
    context->session = session_of(pointer(store));
    Unknown *native = NULL;
    ULONG_PTR connection = 0;
    if (context->sink == NULL) {
        free(context);
        return done(MAPI_E_INVALID_PARAMETER), 0;
    }
    if (done(sink_new(call_java, context, free_java_sink, &native)) != S_OK) {
        free_java_sink(context);
        return 0;
    }
    done(SLOT(pointer(store), 14, AdviseSlot)(pointer(store), 0, NULL, fnevNewMail, native, &connection));
    unknown_Release(native);  /* the advise holds it now */
    return (jlong)connection;
}

JNIEXPORT jint JNICALL FACE(unadvise)(JNIEnv *env, jclass type, jlong store, jlong connection)
{
    (void)env, (void)type;
    typedef HRESULT(MAPIMETHOD *Unadvise)(void *, ULONG_PTR);
    if (!live(store, KIND_STORE)) return lastResult;
    return done(SLOT(pointer(store), 15, Unadvise)(pointer(store), (ULONG_PTR)connection));
}

JNIEXPORT jint JNICALL FACE(countMessages)(JNIEnv *env, jclass type, jlong store)
{
    (void)env, (void)type;
    typedef HRESULT(MAPIMETHOD *OpenEntry)(void *, ULONG, void *, void *, ULONG, ULONG *, Unknown **);
    typedef HRESULT(MAPIMETHOD *GetContentsTable)(void *, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *GetRowCount)(void *, ULONG, ULONG *);
    Unknown *folder = NULL, *table = NULL;
    ULONG objectType, count = 0;
    if (!live(store, KIND_STORE)) return lastResult;
    HRESULT result = SLOT(pointer(store), 17, OpenEntry)(pointer(store), 0, NULL, NULL, 0, &objectType, &folder);
    if (result == S_OK) result = SLOT(folder, 14, GetContentsTable)(folder, 0, &table);
    if (result == S_OK) result = SLOT(table, 9, GetRowCount)(table, 0, &count);
    unknown_Release(table);
    unknown_Release(folder);
    return done(result) < 0 ? result : (jint)count;
}

JNIEXPORT jint JNICALL FACE(release)(JNIEnv *env, jclass type, jlong object)
{
    (void)env, (void)type;
    if (!live(object, ~0)) return 0;
    done(S_OK);
    return (jint)unknown_Release(pointer(object));
}

JNIEXPORT jint JNICALL FACE(logoff)(JNIEnv *env, jclass type, jlong session)
{
    (void)env, (void)type;
    typedef HRESULT(MAPIMETHOD *Logoff)(void *, ULONG_PTR, ULONG, ULONG);
    if (!live(session, KIND_SESSION)) return lastResult;
    return done(SLOT(pointer(session), 17, Logoff)(pointer(session), 0, 0, 0));
}

JNIEXPORT jint JNICALL FACE(lastResult)(JNIEnv *env, jclass type)
{
    (void)env, (void)type;
    return lastResult;
}

JNIEXPORT jint JNICALL FACE(lastError)(JNIEnv *env, jclass type)
{
    jint error = (jint)last_error();
    (void)env, (void)type;
    return error;
}

/* One call of IProfAdmin on a profile. */
typedef HRESULT (*AdminCall)(Unknown *admin, const char *profile, ULONG argument);

static jint administer(JNIEnv *env, jstring profile, AdminCall call, ULONG argument)
{
    Unknown *admin = NULL;
    const char *name = profile ? (*env)->GetStringUTFChars(env, profile, NULL) : NULL;
    HRESULT result = name ? MAPIAdminProfiles(0, &admin) : MAPI_E_INVALID_PARAMETER;
    if (result == S_OK) result = call(admin, name, argument);
    unknown_Release(admin);
    uint32_t error = last_error();
    if (name != NULL) (*env)->ReleaseStringUTFChars(env, profile, name);
    set_last_error(error);
    return done(result);
}

static HRESULT create_profile(Unknown *admin, const char *profile, ULONG none)
{
    (void)none;
    typedef HRESULT(MAPIMETHOD *CreateProfile)(void *, const void *, const void *, ULONG_PTR, ULONG);
    return SLOT(admin, 5, CreateProfile)(admin, profile, NULL, 0, 0);
}

static HRESULT delete_profile(Unknown *admin, const char *profile, ULONG none)
{
    (void)none;
    typedef HRESULT(MAPIMETHOD *DeleteProfile)(void *, const void *, ULONG);
    return SLOT(admin, 6, DeleteProfile)(admin, profile, 0);
}

static HRESULT set_connect_flags(Unknown *admin, const char *profile, ULONG flags)
{
    typedef HRESULT(MAPIMETHOD *AdminServices)(void *, const void *, const void *, ULONG_PTR, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *OpenProfileSection)(void *, const void *, const void *, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *SetProps)(void *, ULONG, const SPropValue *, void **);
    static const uint8_t global[16] = MAPIDEMO_GLOBAL_SECTION;
    Unknown *services = NULL, *section = NULL;
    SPropValue value = { PR_PROFILE_CONNECT_FLAGS, 0, { .l = (LONG)flags } };
    HRESULT result = SLOT(admin, 11, AdminServices)(admin, profile, NULL, 0, 0, &services);
    if (result == MAPI_E_NOT_FOUND && (result = create_profile(admin, profile, 0)) == S_OK) {
        result = SLOT(admin, 11, AdminServices)(admin, profile, NULL, 0, 0, &services);
    }
    if (result == S_OK) result = SLOT(services, 10, OpenProfileSection)(services, global, NULL, 0, &section);
    if (result == S_OK) result = SLOT(section, 8, SetProps)(section, 1, &value, NULL);
    unknown_Release(section);
    unknown_Release(services);
    return result;
}

JNIEXPORT jint JNICALL FACE(createProfile)(JNIEnv *env, jclass type, jstring profile)
{
    (void)type;
    return administer(env, profile, create_profile, 0);
}

JNIEXPORT jint JNICALL FACE(deleteProfile)(JNIEnv *env, jclass type, jstring profile)
{
    (void)type;
    return administer(env, profile, delete_profile, 0);
}

JNIEXPORT jint JNICALL FACE(setConnectFlags)(JNIEnv *env, jclass type, jstring profile, jint flags)
{
    (void)type;
    return administer(env, profile, set_connect_flags, (ULONG)flags);
}
