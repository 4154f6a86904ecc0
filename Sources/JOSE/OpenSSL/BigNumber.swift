import COpenSSL

/// A number of any size, non-negative unless subtracted below zero. Operations answer nil when memory is short or a
/// divisor is zero.
final class BigNumber {
    private let pointer: OpaquePointer

    /// Takes over a number of libcrypto.
    init?(owning pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    /// Reads big-endian bytes; none are zero.
    convenience init?(_ bytes: [UInt8]) {
        self.init(owning: BN_bin2bn(bytes, Int32(bytes.count), nil))
    }

    deinit {
        BN_clear_free(pointer)
    }

    /// The value as big-endian bytes without leading zeros.
    var bytes: [UInt8] {
        let size = (Int(BN_num_bits(pointer)) + 7) / 8
        return [UInt8](unsafeUninitializedCapacity: size) { output, count in
            count = size > 0 ? Int(BN_bn2bin(pointer, output.baseAddress)) : 0
        }
    }

    /// Whether the value is zero or one.
    var isAtMostOne: Bool { BN_num_bits(pointer) < 2 }
    /// Whether the value is odd.
    var isOdd: Bool { BN_is_odd(pointer) == 1 }
    /// Whether the value is one.
    var isOne: Bool { BN_is_one(pointer) == 1 }

    /// Whether the value is smaller than `other`.
    func isLess(than other: BigNumber) -> Bool { BN_cmp(pointer, other.pointer) < 0 }
    /// Whether both values are equal.
    func equals(_ other: BigNumber) -> Bool { BN_cmp(pointer, other.pointer) == 0 }

    /// The value minus one.
    func minusOne() -> BigNumber? {
        let result = BigNumber(owning: BN_dup(pointer))
        guard let result, BN_sub_word(result.pointer, 1) == 1 else { return nil }
        return result
    }

    /// The product.
    func times(_ other: BigNumber) -> BigNumber? {
        compute { BN_mul($0, pointer, other.pointer, $1) == 1 }
    }

    /// The remainder of the division by `modulus`.
    func modulo(_ modulus: BigNumber) -> BigNumber? {
        compute { BN_div(nil, $0, pointer, modulus.pointer, $1) == 1 }
    }

    /// The number that gives one when multiplied, modulo `modulus`.
    func inverse(modulo modulus: BigNumber) -> BigNumber? {
        compute { BN_mod_inverse($0, pointer, modulus.pointer, $1) != nil }
    }

    private func compute(_ body: (OpaquePointer, OpaquePointer) -> Bool) -> BigNumber? {
        guard let context = BN_CTX_new() else { return nil }
        defer { BN_CTX_free(context) }
        guard let result = BigNumber(owning: BN_new()), body(result.pointer, context) else {
            LibCrypto.forgetErrors()
            return nil
        }
        return result
    }
}
