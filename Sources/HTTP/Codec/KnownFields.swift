/// What the server itself must know of the header fields of a request.
struct KnownFields {
    var hostCount = 0
    var hasBadHost = false
    var length: Int?
    var hasBadLength = false
    var transferCodingCount = 0
    var hasUnknownTransferCoding = false
    var hasBadTrailer = false
    var hasBlankInName = false
    var traits: RequestHead.Traits = []

    private var hasExpect = false

    mutating func note(name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>) {
        switch name.count {
        case 4 where HeaderRules.equal(name, "host"):
            hostCount += 1
            if !value.allSatisfy({ HeaderRules.hostField.contains($0) }) { hasBadHost = true }
        case 6 where HeaderRules.equal(name, "expect"):
            noteExpect(value)
        case 7 where HeaderRules.equal(name, "trailer"):
            for key: StaticString in ["transfer-encoding", "trailer", "content-length"]
            where HeaderRules.list(value, has: key) { hasBadTrailer = true }
        case 10 where HeaderRules.equal(name, "connection"):
            if HeaderRules.list(value, has: "close") { traits.insert(.wantsClose) }
            if HeaderRules.list(value, has: "keep-alive") { traits.insert(.wantsKeepAlive) }
        case 14 where HeaderRules.equal(name, "content-length"):
            noteLength(value)
        case 17 where HeaderRules.equal(name, "transfer-encoding"):
            transferCodingCount += 1
            if !HeaderRules.equal(value, "chunked") { hasUnknownTransferCoding = true }
        default:
            break
        }
    }

    /// Only the first Expect counts; `100-continue` may stand in a list.
    private mutating func noteExpect(_ value: UnsafeBufferPointer<UInt8>) {
        guard !hasExpect else { return }
        hasExpect = true
        if HeaderRules.list(value, has: "100-continue") {
            traits.insert(.expectsContinue)
        } else if !value.isEmpty {
            traits.insert(.expectsSomethingElse)
        }
    }

    /// Digits only, below 2^63; several must agree.
    private mutating func noteLength(_ value: UnsafeBufferPointer<UInt8>) {
        var number = 0
        guard !value.isEmpty else {
            hasBadLength = true
            return
        }
        for byte in value {
            guard HeaderRules.isDigit(byte) else {
                hasBadLength = true
                return
            }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(byte) - 48)
            guard !overflow, !carry else {
                hasBadLength = true
                return
            }
            number = sum
        }
        if let length, length != number { hasBadLength = true }
        length = number
    }
}
