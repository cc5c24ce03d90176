queue = []
for i in range(1, 100_001):
    queue.append(f"case {i}")
numbers = []
for i in range(1, 100_001):
    numbers.append(i % 100)
total = 0
for _ in range(5):
    for number in numbers:
        total = total + number
for entry in queue:
    if "99" in entry:
        total = total + 1
for i in range(1, 100_001):
    total = total + numbers[len(queue) - i]
print(total, len(queue), queue[77_776])
