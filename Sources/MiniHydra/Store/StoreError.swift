/// What can go wrong with the state.
package enum StoreError: Error, Sendable, CustomStringConvertible {
    /// A row with that key is there already.
    case conflict
    /// SQLite refused: a full disk, a file that can not be written, a damaged file.
    case sqlite(code: Int32, message: String)
    /// The file can not hold the state; what was there has been left as it was.
    case unusableFile(path: String, reason: String)

    package var description: String {
        switch self {
        case .conflict: "a row with that key exists already"
        case .sqlite(let code, let message): "SQLite: \(message) (code \(code))"
        case .unusableFile(let path, let reason): "\(path): \(reason)"
        }
    }
}
