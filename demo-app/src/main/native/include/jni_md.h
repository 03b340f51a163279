/* What jni.h needs to know about the machine, for cross builds to Windows with another JDK's jni.h. */
#define JNIEXPORT __declspec(dllexport)
#define JNIIMPORT __declspec(dllimport)
#define JNICALL __stdcall
typedef int jint; typedef long long jlong; typedef signed char jbyte;
