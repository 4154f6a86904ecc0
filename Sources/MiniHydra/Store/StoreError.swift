/// What can go wrong with the state.
package enum StoreError: Error, Sendable, CustomStringConvertible {
    /// A row with that key is there already.
    case conflict
    /// SQLite refused: a full disk, a file that can not be written, a damaged file.
    case sqlite(code: Int32, message: String)
    /// The file is no database of this program; it has been left as it was.
    case foreignFile(path: String, reason: String)

    package var description: String {
        switch self {
        case .conflict: "a row with that key exists already"
        case .sqlite(let code, let message): "SQLite: \(message) (code \(code))"
        case .foreignFile(let path, let reason): "\(path): \(reason)"
        }
    }
}
