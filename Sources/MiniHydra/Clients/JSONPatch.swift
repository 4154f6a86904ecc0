import GoText

/// A JSON Patch, RFC 6902, as Hydra carries it out: only `add`, `remove` and `replace`, and more leniently than the RFC.
///
/// `replace` of an absent member adds it, `add` makes the parents that are missing, negative indexes count from the end.
struct JSONPatch: Sendable {
    /// Any failure; Hydra tells none of them apart.
    struct Failure: Error {}

    private enum Kind { case add, remove, replace }

    private struct Operation {
        var kind: Kind
        /// Behind the first slash, not unescaped yet; nil: the whole document.
        var path: [String]?
        var value: JSONValue
    }

    /// What no patch may touch, in lower case.
    private static let deniedPath = "/id"

    private let operations: [Operation]

    /// Reads a patch; `null` is an empty one.
    init(_ body: [UInt8]) throws(Failure) {
        guard let value = try? JSONValue.decodeWhole(body) else { throw Failure() }
        var operations: [Operation] = []
        if value != .null {
            guard let list = value.arrayValue else { throw Failure() }
            for member in list { operations.append(try Self.operation(member)) }
        }
        self.operations = operations
    }

    /// The document that the patch makes of another.
    func apply(to document: JSONValue) throws(Failure) -> JSONValue {
        var document = document
        for operation in operations {
            guard let path = operation.path else {
                // There is nothing to remove a document from, and its place holds no plain value.
                guard operation.kind == .add, operation.value.isContainer else { throw Failure() }
                document = operation.value
                continue
            }
            try Self.change(&document, path[...], operation)
        }
        return document
    }

    private static func operation(_ value: JSONValue) throws(Failure) -> Operation {
        guard let members = value.objectValue, let path = members["path"]?.stringValue else { throw Failure() }
        var kind: Kind
        switch members["op"]?.stringValue {
        case "add": kind = .add
        case "remove": kind = .remove
        case "replace": kind = .replace
        default: throw Failure()
        }
        if kind != .remove && members["value"] == nil { throw Failure() }
        guard path.lowercased() != deniedPath else { throw Failure() }
        // What stands in front of the first slash is not looked at, but a slash there must be.
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if !path.isEmpty && parts.count < 2 { throw Failure() }
        if kind == .replace && !isElement(parts.last ?? "") { kind = .add }
        // Deeper than that no client could be read again.
        let depth = parts.count + (members["value"]?.depth ?? 0)
        guard depth <= JSONValue.maximumDepth else { throw Failure() }
        return Operation(
            kind: kind, path: path.isEmpty ? nil : Array(parts.dropFirst()), value: members["value"] ?? .null)
    }

    /// Whether the last part of a path may be an element of a list.
    private static func isElement(_ part: String) -> Bool { part == "-" || index(part) != nil }

    private static func index(_ part: String) -> Int? { try? GoInteger.atoi(part) }

    /// Walks down to the container that `path` ends in, and changes it there.
    private static func change(
        _ node: inout JSONValue, _ path: ArraySlice<String>, _ operation: Operation
    ) throws(Failure) {
        guard let part = path.first.map(unescaped) else { throw Failure() }
        let rest = path.dropFirst()
        guard let next = rest.first else { return try carryOut(operation, part, in: &node) }
        if child(of: node, part) == nil {
            guard operation.kind == .add else { throw Failure() }
            try insert(try container(for: next), part, into: &node)
        }
        switch node {
        case .object(var object):
            guard var inner = object[part], inner != .null else { throw Failure() }
            try change(&inner, rest, operation)
            object[part] = inner
            node = .object(object)
        case .array(var list):
            guard let place = place(part, in: list) else { throw Failure() }
            try change(&list[place], rest, operation)
            node = .array(list)
        default: throw Failure()
        }
    }

    /// What a member or element holds; nil for none, and for null, which counts as none on the way down.
    private static func child(of node: JSONValue, _ part: String) -> JSONValue? {
        let found: JSONValue?
        switch node {
        case .object(let object): found = object[part]
        case .array(let list): found = place(part, in: list).map { list[$0] }
        default: found = nil
        }
        return found == .null ? nil : found
    }

    /// A new parent: a list where the next part is an index, filled with nulls up to it, otherwise an object.
    private static func container(for next: String) throws(Failure) -> JSONValue {
        guard isElement(next) else { return .object([:]) }
        let count = index(next) ?? 0
        // A list that is not there yet has one place that is counted from its end.
        guard count >= -1, count <= maximumPadding else { throw Failure() }
        return .array([JSONValue](repeating: .null, count: max(0, count)))
    }

    /// More places than any list of a client has; Go would fill up its memory instead.
    private static let maximumPadding = 10_000

    private static func insert(
        _ value: JSONValue, _ part: String, into node: inout JSONValue
    ) throws(Failure) {
        switch node {
        case .object(var object):
            object[part] = value
            node = .object(object)
        case .array(var list):
            if let wanted = index(part), wanted > list.count {
                guard wanted <= maximumPadding else { throw Failure() }
                list += [JSONValue](repeating: .null, count: wanted - list.count)
            }
            try add(value, part, to: &list)
            node = .array(list)
        default: throw Failure()
        }
    }

    private static func carryOut(
        _ operation: Operation, _ part: String, in node: inout JSONValue
    ) throws(Failure) {
        switch node {
        case .object(var object):
            if operation.kind != .add && object[part] == nil { throw Failure() }
            // A bare `nil` beside a value would be JSON's null.
            object[part] = operation.kind == .remove ? JSONValue?.none : operation.value
            node = .object(object)
        case .array(var list):
            switch operation.kind {
            case .add: try add(operation.value, part, to: &list)
            case .remove:
                guard let place = place(part, in: list) else { throw Failure() }
                list.remove(at: place)
            case .replace:
                guard let place = place(part, in: list) else { throw Failure() }
                list[place] = operation.value
            }
            node = .array(list)
        default: throw Failure()
        }
    }

    private static func add(_ value: JSONValue, _ part: String, to list: inout [JSONValue]) throws(Failure) {
        if part == "-" { return list.append(value) }
        guard let wanted = index(part), wanted <= list.count, wanted >= -(list.count + 1) else { throw Failure() }
        list.insert(value, at: wanted < 0 ? wanted + list.count + 1 : wanted)
    }

    /// The place of an element that is there.
    private static func place(_ part: String, in list: [JSONValue]) -> Int? {
        guard let wanted = index(part), wanted < list.count, wanted >= -list.count else { return nil }
        return wanted < 0 ? wanted + list.count : wanted
    }

    /// RFC 6901 section 4: `~1` is a slash, `~0` a tilde.
    private static func unescaped(_ part: String) -> String {
        guard part.utf8.contains(UInt8(ascii: "~")) else { return part }
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "~"), UInt8(ascii: "0")): bytes.append(UInt8(ascii: "~"))
            case (UInt8(ascii: "~"), UInt8(ascii: "1")): bytes.append(UInt8(ascii: "/"))
            default:
                bytes.append(byte)
                continue
            }
            rest.removeFirst()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    fileprivate var isContainer: Bool { objectValue != nil || arrayValue != nil }
}
