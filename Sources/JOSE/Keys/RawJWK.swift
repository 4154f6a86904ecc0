import GoText

/// The members of a JWK as they were written, before anything is made of them.
struct RawJWK {
    private(set) var use = ""
    private(set) var kty = ""
    private(set) var kid = ""
    private(set) var crv = ""
    private(set) var alg = ""
    private(set) var x5c: [String] = []
    private(set) var x5u = ""
    private(set) var x5t = ""
    private(set) var x5tS256 = ""
    private(set) var k: [UInt8]?
    private(set) var x: [UInt8]?
    private(set) var y: [UInt8]?
    private(set) var n: [UInt8]?
    private(set) var e: [UInt8]?
    private(set) var d: [UInt8]?
    private(set) var p: [UInt8]?
    private(set) var q: [UInt8]?
    private(set) var dp: [UInt8]?
    private(set) var dq: [UInt8]?
    private(set) var qi: [UInt8]?
    private var firstError: JOSEError?

    /// Reads the members in the order of the text. A text of the wrong kind is remembered and told at the end, a
    /// number that can not be read stops at once; `null` counts as absent. Names must be spelled exactly.
    init(_ json: JSONValue) throws(JOSEError) {
        if case .null = json { return }
        guard let object = json.objectValue else {
            throw Self.mismatch(json, "jose.rawJSONWebKey")
        }
        for (name, value) in object {
            switch name {
            case "use": use = text(value) ?? use
            case "kty": kty = text(value) ?? kty
            case "kid": kid = text(value) ?? kid
            case "crv": crv = text(value) ?? crv
            case "alg": alg = text(value) ?? alg
            case "x5u": x5u = text(value) ?? x5u
            case "x5t": x5t = text(value) ?? x5t
            case "x5t#S256": x5tS256 = text(value) ?? x5tS256
            case "x5c": x5c = texts(value) ?? x5c
            case "k": k = try Self.bytes(value)
            case "x": x = try Self.bytes(value)
            case "y": y = try Self.bytes(value)
            case "n": n = try Self.bytes(value)
            case "e": e = try Self.bytes(value)
            case "d": d = try Self.bytes(value)
            case "p": p = try Self.bytes(value)
            case "q": q = try Self.bytes(value)
            case "dp": dp = try Self.bytes(value)
            case "dq": dq = try Self.bytes(value)
            case "qi": qi = try Self.bytes(value)
            default: break
            }
        }
        if let firstError { throw firstError }
    }

    private mutating func text(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): return text
        case .null: return nil
        default:
            remember(Self.mismatch(value, "string"))
            return nil
        }
    }

    private mutating func texts(_ value: JSONValue) -> [String]? {
        switch value {
        case .array(let elements): return elements.map { text($0) ?? "" }
        case .null: return []
        default:
            remember(Self.mismatch(value, "[]string"))
            return nil
        }
    }

    private mutating func remember(_ error: JOSEError) {
        if firstError == nil { firstError = error }
    }

    private static func bytes(_ value: JSONValue) throws(JOSEError) -> [UInt8]? {
        switch value {
        case .string(let text): try Base64URL.decodeLenient(text)
        case .null: nil
        default: throw mismatch(value, "string")
        }
    }

    /// What Go's JSON says of a value of the wrong kind.
    static func mismatch(_ value: JSONValue, _ type: String) -> JOSEError {
        JOSEError("json: cannot unmarshal \(value.kindName) into Go value of type \(type)")
    }
}
