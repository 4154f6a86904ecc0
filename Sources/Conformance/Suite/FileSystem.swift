#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few file operations that the suite needs.
enum FileSystem {
    /// The whole file.
    static func contents(of path: String) throws(SuiteError) -> [UInt8] {
        guard let file = fopen(path, "r") else { throw failure("open", path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            bytes.append(contentsOf: chunk[..<count])
            if count < chunk.count { break }
        }
        guard ferror(file) == 0 else { throw failure("read", path) }
        return bytes
    }

    /// Writes the whole file anew.
    static func write(_ bytes: [UInt8], to path: String) throws(SuiteError) {
        guard let file = fopen(path, "w") else { throw failure("open", path) }
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else { throw failure("write", path) }
    }

    /// The names in a directory, sorted, without hidden ones.
    static func names(in directory: String) throws(SuiteError) -> [String] {
        guard let stream = opendir(directory) else { throw failure("open", directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
                String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    static func isDirectory(_ path: String) -> Bool {
        guard let stream = opendir(path) else { return false }
        closedir(stream)
        return true
    }

    /// The files below a directory whose names end so, folder by folder in the order of their names.
    static func files(below directory: String, endingIn suffix: String) throws(SuiteError) -> [String] {
        var found: [String] = []
        for name in try names(in: directory) {
            let path = "\(directory)/\(name)"
            if isDirectory(path) {
                found += try files(below: path, endingIn: suffix)
            } else if name.hasSuffix(suffix) {
                found.append(path)
            }
        }
        return found
    }

    private static func failure(_ operation: String, _ path: String) -> SuiteError {
        SuiteError("\(operation) \(path): \(String(cString: strerror(errno)))")
    }
}
