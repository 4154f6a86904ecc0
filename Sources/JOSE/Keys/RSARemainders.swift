/// What makes RSA signatures four times as fast: the numbers for the Chinese remainder theorem (RFC 8017 section 3.2).
struct RSARemainders {
    var dp: [UInt8]
    var dq: [UInt8]
    var qi: [UInt8]
}
