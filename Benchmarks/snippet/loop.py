total = 0
for i in range(1, 10_000_001):
    total = total + i % 7
print(total)
