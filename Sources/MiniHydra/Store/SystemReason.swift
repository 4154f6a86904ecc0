#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The system's texts of error numbers, without a capital.
enum SystemReason {
    static func text(_ error: Int32) -> String {
        let text = String(cString: strerror(error))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
