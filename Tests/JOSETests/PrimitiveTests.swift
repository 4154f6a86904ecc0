import JOSE
import Testing

@Suite("Digests, authentication codes, sealed boxes")
struct PrimitiveTests {
    @Test("FIPS 180-4: abc and nothing")
    func digests() {
        let abc = Array("abc".utf8)
        #expect(
            String(hexadecimal: Digest.sha256(abc))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            String(hexadecimal: Digest.sha256([]))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            String(hexadecimal: Digest.sha384(abc)) == """
                cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
                """)
        #expect(
            String(hexadecimal: Digest.sha512(abc)) == """
                ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd\
                454d4423643ce80e2a9ac94fa54ca49f
                """)
        #expect(
            String(hexadecimal: Digest.sha512_256(abc))
                == "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23")
    }

    @Test("RFC 4231: HMAC-SHA-256")
    func hmac256() {
        let key = HMACKey(sha256: [UInt8](repeating: 0x0b, count: 20))
        #expect(
            String(hexadecimal: key.authenticate(Array("Hi There".utf8)))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        // A key longer than a block, twice: the context starts over.
        let long = HMACKey(sha256: [UInt8](repeating: 0xaa, count: 131))
        for _ in 0..<2 {
            #expect(
                String(
                    hexadecimal: long.authenticate(Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8))
                )
                    == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        }
        let empty = HMACKey(sha256: [])
        #expect(
            String(hexadecimal: empty.authenticate([]))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test("HMAC-SHA-512/256 as Python computes it")
    func hmac512_256() {
        let key = HMACKey(sha512_256: Array("secret".utf8))
        #expect(key.size == 32)
        #expect(
            String(hexadecimal: key.authenticate(Array("message".utf8)))
                == "5cf68fd839e4a584a4eccf119d7258a619f46cb4629ff68c9b7523e224a632bb")
        #expect(key.authenticate(Array("message".utf8)) != key.authenticate(Array("message ".utf8)))
    }

    @Test("AES-256-GCM: a box of Python's cryptography is opened")
    func foreignBox() {
        let box = bytes("6465666768696a6b6c6d6e6f296faa071a8276ff4a423b89ad0b8f7d2cab8aebf9ab5ccaff547f588554")
        let key = [UInt8](0..<32)
        #expect(SealedBox.open(box, key: key, additionalData: Array("kind".utf8)) == Array("attack at dawn".utf8))
    }

    @Test("boxes there and back, and changed ones")
    func boxes() throws {
        let random = SeededRandomSource(seed: 1)
        let key = random.fill(32)
        for plaintext in [[], [7], random.fill(1000)] {
            let box = try SealedBox.seal(plaintext, key: key, additionalData: [1], random: random)
            #expect(box.count == plaintext.count + 28)
            #expect(SealedBox.open(box, key: key, additionalData: [1]) == plaintext)
            #expect(SealedBox.open(box, key: key, additionalData: [2]) == nil)
            #expect(SealedBox.open(box, key: key) == nil)
            #expect(SealedBox.open(box, key: random.fill(32), additionalData: [1]) == nil)
            for index in [0, 12, box.count - 1] {
                var changed = box
                changed[index] ^= 0x80
                #expect(SealedBox.open(changed, key: key, additionalData: [1]) == nil)
            }
            #expect(SealedBox.open(Array(box.dropLast()), key: key, additionalData: [1]) == nil)
            #expect(try SealedBox.seal(plaintext, key: key, additionalData: [1], random: random) != box)
        }
        #expect(SealedBox.open([1, 2, 3], key: key) == nil)
        #expect(SealedBox.open(random.fill(40), key: [1]) == nil)
        #expect(throws: JOSEError.invalidKeySize) { try SealedBox.seal([], key: [1], random: random) }
    }

    @Test("comparing")
    func comparing() {
        #expect(constantTimeEquals([], []))
        #expect(constantTimeEquals([1, 2], [1, 2]))
        #expect(!constantTimeEquals([1, 2], [1, 3]))
        #expect(!constantTimeEquals([1, 2], [1, 2, 3]))
    }
}
