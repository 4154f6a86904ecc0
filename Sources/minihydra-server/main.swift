print("minihydra")
