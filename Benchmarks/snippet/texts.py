length = 0
for i in range(1, 500_001):
    line = f"order {i} of {i % 10}: {i * 2}"
    if "of 7" in line:
        length = length + len(line.replace("order", "o"))
print(length)
